/** The subjects of a ledger at one position: documents, versions, checksum. */
@NullMarked
package dev.belay.json.state;

import org.jspecify.annotations.NullMarked;

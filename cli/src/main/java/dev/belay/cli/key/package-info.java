/** The commands about the keys of SDKs. */
@NullMarked
package dev.belay.cli.key;

import org.jspecify.annotations.NullMarked;

/** Commands about segments and their members. */
@NullMarked
package dev.belay.cli.segment;

import org.jspecify.annotations.NullMarked;

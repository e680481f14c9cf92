/** Flag sets as folders of files: written for people who read differences, and read back without loss. */
@NullMarked
package dev.belay.cli.files;

import org.jspecify.annotations.NullMarked;

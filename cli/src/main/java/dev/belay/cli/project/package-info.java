/** The commands that list and create projects and environments. */
@NullMarked
package dev.belay.cli.project;

import org.jspecify.annotations.NullMarked;

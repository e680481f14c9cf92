/** The commands that list and create projects. */
@NullMarked
package dev.belay.cli.project;

import org.jspecify.annotations.NullMarked;

/** A small shop whose services ask Belay for real. */
@NullMarked
package dev.belay.example.shop;

import org.jspecify.annotations.NullMarked;

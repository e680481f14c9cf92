/**
 * A small shop that uses Belay for real: two services in processes of their own, customers, and an operator who turns a
 * feature on and takes it back.
 */
@NullMarked
package dev.belay.example.shop;

import org.jspecify.annotations.NullMarked;

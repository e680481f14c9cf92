/**
 * What the features of a flag set share: who may look at which flag set, how far it has come, and how a request becomes
 * a change and its outcome an answer.
 */
@NullMarked
package dev.belay.server.flagset;

import org.jspecify.annotations.NullMarked;

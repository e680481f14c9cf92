/** Talks to the server's HTTP API: addresses, requests, answers, problems. */
@NullMarked
package dev.belay.cli.server;

import org.jspecify.annotations.NullMarked;

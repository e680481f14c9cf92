package dev.belay.server.fleet;

import dev.belay.core.Position;
import java.time.Duration;
import java.util.Optional;

/**
 * One report of an instance.
 *
 * @param applied  the position that it evaluates at, once it has one
 * @param previous where it had said to be before
 * @param checksum of what it holds
 * @param diverged why it gave up what it holds and fetches a snapshot, if it does
 * @param ago      how long before this report it moved to that position
 * @param connected how long before this report its stream was opened, by its own account
 * @param closing  whether it says goodbye
 * @param fleet    what it knows of those who follow the flag set through it
 */
record Report(
        Instance instance,
        Optional<Position> applied,
        Optional<Position> previous,
        Optional<String> checksum,
        Optional<String> diverged,
        Duration ago,
        Optional<Duration> connected,
        boolean closing,
        Optional<FleetReport> fleet) {}

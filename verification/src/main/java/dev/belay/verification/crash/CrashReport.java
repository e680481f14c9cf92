package dev.belay.verification.crash;

/**
 * What a campaign has come to.
 *
 * @param kills        how often it killed
 * @param acknowledged how many entries were acknowledged before a kill
 * @param lost         how many of them were ever missing or different afterwards
 * @param chains       how many chains were verified, all ledgers after every kill
 * @param broken       how many of them did not hold
 * @param unconfirmed  how many entries were found that the kill had left unacknowledged; they may be there or not
 */
record CrashReport(int kills, long acknowledged, long lost, long chains, long broken, long unconfirmed) {

    static final CrashReport NOTHING = new CrashReport(0, 0, 0, 0, 0, 0);

    CrashReport plus(Victim.Life life, Aftermath aftermath, long newlyUnconfirmed) {
        return new CrashReport(
                kills + 1,
                acknowledged + life.acknowledged().size(),
                lost + life.forgotten().size() + aftermath.lost().size(),
                chains + aftermath.chains().size(),
                broken + aftermath.chains().size() - aftermath.intactChains(),
                unconfirmed + newlyUnconfirmed);
    }

    boolean isClean() {
        return lost == 0 && broken == 0;
    }

    String table() {
        return """
                kills                     %,10d
                acknowledged entries      %,10d
                lost                      %,10d
                chains verified           %,10d
                broken                    %,10d
                found, not acknowledged   %,10d""".formatted(kills, acknowledged, lost, chains, broken, unconfirmed);
    }
}

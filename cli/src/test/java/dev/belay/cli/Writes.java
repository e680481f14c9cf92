package dev.belay.cli;

/** Where one flag is written, and what a server answers to that. */
final class Writes {

    static final String FLAG = AtAFakeServer.PRODUCTION + "/flags/checkout.new-flow";
    static final String WRITTEN =
            "{\"revision\": 17, \"position\": \"e:17\", \"version\": 4, \"flag\": %s, \"entry\": {}}";
    static final String DRY = """
            {"revision": 17, "position": "e:17", "dryRun": true, "warnings": ["Segment beta changed since"],
             "differences": [{"subject": {"kind": "flag", "key": "checkout.new-flow"}, "before": %s, "after": %s}]}""".formatted(Flags.SPLIT, Flags.SPLIT_ELSEWHERE);

    private Writes() {}
}

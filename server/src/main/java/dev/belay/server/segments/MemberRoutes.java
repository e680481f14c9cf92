package dev.belay.server.segments;

import dev.belay.control.FlagSets;
import dev.belay.control.Operation;
import dev.belay.control.Permission;
import dev.belay.control.Principal;
import dev.belay.control.ProblemName;
import dev.belay.control.RefusedException;
import dev.belay.control.WriteRequest;
import dev.belay.control.WriteResult;
import dev.belay.core.Value;
import dev.belay.core.flag.MemberChunk;
import dev.belay.core.flag.MemberSet;
import dev.belay.core.flag.Segment;
import dev.belay.json.Violation;
import dev.belay.json.member.MemberKeys;
import dev.belay.json.reading.Members;
import dev.belay.json.reading.Part;
import dev.belay.json.reference.References;
import dev.belay.json.state.Document;
import dev.belay.json.state.LedgerState;
import dev.belay.json.state.Subject;
import dev.belay.json.state.SubjectState;
import dev.belay.server.flagset.EntityTags;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.flagset.FlagSetAccess;
import dev.belay.server.flagset.WriteAnswers;
import dev.belay.server.flagset.Writes;
import dev.belay.server.http.Answer;
import dev.belay.server.http.Bodies;
import dev.belay.server.http.Call;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Request;
import dev.belay.server.http.Routes;
import dev.belay.server.http.Structure;
import io.vertx.core.http.HttpMethod;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of large segments: uploads, edits, and what is among them.
 *
 * <p><b>Thread-safety:</b> immutable.
 */
public final class MemberRoutes implements Feature {

    private static final String PATH = FlagSet.PATH + "/segments/{key}/members";
    private static final long USUAL_PAGE = 10_000;
    private static final long LARGEST_PAGE = 50_000;

    private final SegmentKind kind;
    private final FlagSets flagSets;
    private final FlagSetAccess access;
    private final MemberLimits limits;

    /** The members of the segments in the flag sets that {@code access} finds. */
    public MemberRoutes(SegmentKind kind, FlagSets flagSets, FlagSetAccess access, MemberLimits limits) {
        this.kind = kind;
        this.flagSets = flagSets;
        this.access = access;
        this.limits = limits;
    }

    @Override
    public void addTo(Routes routes) {
        routes.read(PATH, this::list)
                .read(PATH + "/{member}", this::find)
                .upload(HttpMethod.PUT, PATH, limits.bytes(), this::requireWrite, this::replace)
                .changeSet(PATH, this::requireWrite, this::edit);
    }

    private void requireWrite(Principal principal, Call call) {
        flagSets.open(principal, Permission.WRITE, call.parameter("project"), call.parameter("environment"));
    }

    private Answer list(Request request) {
        request.allowQuery("after", "limit", "version");
        FlagSet flagSet = access.read(request);
        long limit = request.number("limit", 1, LARGEST_PAGE).orElse(USUAL_PAGE);
        Found found = segment(flagSet, request);
        request.number("version", 1, References.MAX_INTEGER)
                .filter(wanted -> wanted != found.version())
                .ifPresent(wanted -> refuseOtherVersion(found, wanted));
        return EntityTags.answer(request, found.tag(), () -> {
            MemberPage page = MemberPage.of(found.members(), request.query("after"), (int) limit);
            return Answer.json(new Structure()
                    .with("members", page.keys().stream().map(Value::of).toList())
                    .with("count", found.members().count())
                    .withText("next", page.next())
                    .with("version", found.version())
                    .with("position", flagSet.head().position().toString())
                    .value());
        });
    }

    /** Pages of two versions would be members of neither. */
    private static void refuseOtherVersion(Found found, long wanted) {
        throw new RefusedException(
                ProblemName.VERSION_CONFLICT,
                "The segment is at version " + found.version() + ", not at " + wanted
                        + ", of which the first pages were; list the members from the beginning");
    }

    private Answer find(Request request) {
        request.allowQuery();
        FlagSet flagSet = access.read(request);
        Found found = segment(flagSet, request);
        String key = request.parameter("member");
        return EntityTags.answer(
                request,
                found.tag(),
                () -> Answer.json(new Structure()
                        .with("key", key)
                        .with("member", found.members().contains(key))
                        .with("version", found.version())
                        .with("position", flagSet.head().position().toString())
                        .value()));
    }

    private Answer replace(Request request) {
        WriteRequest write = Writes.of(request);
        MemberSet members = UploadReader.read(
                request.bytes(), request.header("content-type").orElse(""), limits);
        return apply(
                request,
                write,
                new Operation.PutMembers(request.parameter("key"), members, EntityTags.precondition(request)));
    }

    private Answer edit(Request request) {
        record Edit(WriteRequest write, Operation operation) {}
        Edit edit = Bodies.read(
                request.requiredBody(),
                Writes.fields("add", "remove", "baseVersion"),
                body -> new Edit(
                        Writes.of(request, body),
                        new Operation.EditMembers(
                                request.parameter("key"),
                                keys(body, "add"),
                                keys(body, "remove"),
                                Writes.precondition(request, body))));
        return apply(request, edit.write(), edit.operation());
    }

    private static Set<String> keys(Members body, String name) {
        Set<String> keys = new HashSet<>();
        Optional<Part> list = body.find(name);
        for (Part item : list.map(Part::items).orElse(List.of())) {
            String key = item.text();
            if (item.isText()) {
                MemberKeys.problemOf(key)
                        .ifPresent(problem -> item.refuse("In this key: " + problem, MemberKeys.ALLOWED));
            }
            keys.add(key);
        }
        if (keys.size() > MemberLimits.EDITED_AT_ONCE) {
            list.ifPresent(part -> part.refuse(
                    "There are " + keys.size() + " keys; upload all members, or send fewer at once",
                    "at most " + MemberLimits.EDITED_AT_ONCE + " keys"));
        }
        return keys;
    }

    private Answer apply(Request request, WriteRequest write, Operation operation) {
        Subject subject = kind.subject(operation.key());
        WriteResult result =
                flagSets.apply(request.parameter("project"), request.parameter("environment"), write, operation);
        MemberSet before = members(result.before(), subject);
        MemberSet after = members(result.after(), subject);
        return WriteAnswers.withoutDocument(
                write,
                result,
                subject,
                answer -> answer.with("count", after.count())
                        .with("chunks", after.chunks().size())
                        .with("chunksChanged", changed(before, after)));
    }

    private static long changed(MemberSet before, MemberSet after) {
        Set<MemberChunk> known = Set.copyOf(before.chunks());
        return after.chunks().stream().filter(chunk -> !known.contains(chunk)).count();
    }

    private static MemberSet members(LedgerState state, Subject subject) {
        SubjectState segment = state.subject(subject);
        return segment == null
                ? MemberSet.EMPTY
                : segment.document().flatMap(Document::members).orElse(MemberSet.EMPTY);
    }

    private Found segment(FlagSet flagSet, Request request) {
        Subject subject = kind.subject(request.parameter("key"));
        LedgerState head = flagSet.head();
        @Nullable SubjectState state = head.subject(subject);
        @Nullable Segment segment = head.snapshot().segment(subject.key());
        if (state == null || !state.isLive() || segment == null) {
            throw new RefusedException(
                    ProblemName.SEGMENT_NOT_FOUND,
                    "There is no segment '" + subject.key() + "' here; GET segments lists those that exist",
                    List.of(Violation.of("", "There is no such segment")),
                    Map.of());
        }
        return new Found(
                segment.members().orElse(MemberSet.EMPTY),
                state.version(),
                EntityTags.of(head.position().epoch(), state.version()));
    }

    private record Found(MemberSet members, long version, String tag) {}
}

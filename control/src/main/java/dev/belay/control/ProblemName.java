package dev.belay.control;

/**
 * Every way in which a request can be refused, under the stable name that clients may rely on. What each one means and
 * what to do about it is in {@code docs/guide/problems.md}.
 */
public enum ProblemName {
    /** The body is not JSON that can be taken without loss. */
    MALFORMED_JSON("malformed-json", 400, "The body is not acceptable JSON"),
    /** A header or a parameter of the address is missing or wrong. */
    INVALID_REQUEST("invalid-request", 400, "A parameter or header is not valid"),
    /** No credential, or one that is unknown, revoked or expired. */
    UNAUTHENTICATED("unauthenticated", 401, "The credential is missing or not valid"),
    /** The credential does not permit this. */
    FORBIDDEN("forbidden", 403, "The principal may not do this"),

    /** Nothing lives at this address. */
    NOT_FOUND("not-found", 404, "There is nothing at this address"),
    /** No such project. */
    PROJECT_NOT_FOUND("project-not-found", 404, "The project does not exist"),
    /** No such environment. */
    ENVIRONMENT_NOT_FOUND("environment-not-found", 404, "The environment does not exist"),
    /** No such flag now. */
    FLAG_NOT_FOUND("flag-not-found", 404, "The flag does not exist"),
    /** No such segment now. */
    SEGMENT_NOT_FOUND("segment-not-found", 404, "The segment does not exist"),
    /** The subject never had this version. */
    VERSION_UNKNOWN("version-unknown", 404, "The version never existed"),
    /** The flag set has not come to this revision. */
    REVISION_UNKNOWN("revision-unknown", 404, "The revision does not exist yet"),
    /** No snapshot is kept under this hash. */
    SNAPSHOT_NOT_FOUND("snapshot-not-found", 404, "The snapshot is not kept any more"),
    /** The flag set of the key has no such chunk. */
    CHUNK_NOT_FOUND("chunk-not-found", 404, "The flag set does not use this chunk of members"),
    /** The instance has no stream. */
    INSTANCE_NOT_CONNECTED("instance-not-connected", 404, "The instance has no stream here"),
    /** No key or token with this id. */
    CREDENTIAL_NOT_FOUND("credential-not-found", 404, "The key or token does not exist"),
    /** No sink with this id. */
    SINK_NOT_FOUND("sink-not-found", 404, "The sink does not exist"),
    /** The address does not take this method. */
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The method is not allowed here"),

    /** A project with this key exists. */
    PROJECT_EXISTS("project-exists", 409, "The project exists already"),
    /** An environment with this key exists. */
    ENVIRONMENT_EXISTS("environment-exists", 409, "The environment exists already"),
    /** A flag's type is fixed for its project. */
    TYPE_CHANGED("type-changed", 409, "The type of a flag never changes"),
    /** Others depend on what would go away. */
    STILL_REFERENCED("still-referenced", 409, "Others still depend on this"),
    /** The server has no key to encrypt secrets under. */
    SECRETS_KEY_MISSING("secrets-key-missing", 409, "The server cannot keep secrets"),
    /** What is asked does not fit the state that it would change. */
    ILLEGAL_STATE("illegal-state", 409, "The present state does not allow this"),

    /** The history that is needed has been folded away. */
    REVISION_COMPACTED("revision-compacted", 410, "The revision is no longer kept"),
    /** The document that is needed has been erased. */
    DOCUMENT_ERASED("document-erased", 410, "The document has been erased"),
    /** The one-time link was used or has expired. */
    SETUP_CLOSED("setup-closed", 410, "The setup link is not valid any more"),

    /** The subject changed since the version that the request is based on. */
    VERSION_CONFLICT("version-conflict", 412, "Somebody else changed it in between"),
    /** The request creates only, and the subject exists. */
    ALREADY_EXISTS("already-exists", 412, "It exists already"),
    /** The request is larger than a limit allows. */
    TOO_LARGE("too-large", 413, "The request exceeds a limit"),
    /** The body is of another media type than JSON. */
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body must be JSON"),

    /** The server is a replica, and only its upstream can answer this. */
    READ_ONLY("read-only", 421, "This server is a replica"),

    /** The document breaks the rules of its format. */
    INVALID_DOCUMENT("invalid-document", 422, "The document is not valid"),
    /** A variant is named that the flag does not have. */
    UNKNOWN_VARIANT("unknown-variant", 422, "The variant does not exist"),
    /** A rule is named that the flag does not have. */
    UNKNOWN_RULE("unknown-rule", 422, "The rule does not exist"),
    /** A flag or segment is named that does not exist. */
    MISSING_REFERENCE("missing-reference", 422, "Something that is referred to does not exist"),
    /** A segment names a chunk of members that its flag set does not have. */
    CHUNK_UNKNOWN("chunk-unknown", 422, "The flag set has no such chunk of members"),
    /** Flags and segments would depend on themselves. */
    REFERENCE_CYCLE("reference-cycle", 422, "Flags or segments would depend on themselves"),
    /** Flags and segments would depend on one another in too long a row. */
    REFERENCES_TOO_DEEP("references-too-deep", 422, "Flags or segments would depend on too many others in a row"),
    /** The idempotency key was used for a different request. */
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The idempotency key belongs to another request"),
    /** Replacing a document needs the version that it is based on. */
    PRECONDITION_REQUIRED("precondition-required", 428, "The version that the change is based on is missing"),
    /** More requests than the server takes. */
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),

    /** A defect of the server. */
    INTERNAL_ERROR("internal-error", 500, "The server failed"),
    /** Another system did not take what it was sent. */
    DELIVERY_FAILED("delivery-failed", 502, "The event could not be delivered"),
    /** The ledger's chain does not hold; reads go on. */
    LEDGER_BROKEN("ledger-broken", 503, "The ledger is damaged and takes no changes"),
    /** The store does not answer. */
    STORE_UNAVAILABLE("store-unavailable", 503, "The store cannot take or answer this now"),
    /** The position that the reader demands has not arrived. */
    POSITION_NOT_REACHED("position-not-reached", 503, "The position has not been reached yet"),
    /** The request took longer than is allowed. */
    TIMED_OUT("timed-out", 503, "The request took too long");

    private static final String PREFIX = "urn:belay:problem:";

    private final String word;
    private final int status;
    private final String title;

    ProblemName(String word, int status, String title) {
        this.word = word;
        this.status = status;
        this.title = title;
    }

    /** The name in kebab case, as the documentation lists it. */
    public String word() {
        return word;
    }

    /** The problem's {@code type}, a URN that never changes. */
    public String type() {
        return PREFIX + word;
    }

    /** The HTTP status that it is answered with. */
    public int status() {
        return status;
    }

    /** One line for people, the same for every occurrence. */
    public String title() {
        return title;
    }
}

package dev.belay.server.subjects;

import dev.belay.json.JsonLimits;
import dev.belay.server.flagset.FlagSet;
import dev.belay.server.http.Feature;
import dev.belay.server.http.Routes;
import io.vertx.core.http.HttpMethod;

/** The addresses that every kind of subject has. */
public final class SubjectRoutes implements Feature {

    private final String collection;
    private final Subjects subjects;
    private final Versions versions;

    /** The addresses of the subjects of one kind. */
    public SubjectRoutes(SubjectKind kind, Subjects subjects, Versions versions) {
        this.collection = FlagSet.PATH + "/" + kind.collection();
        this.subjects = subjects;
        this.versions = versions;
    }

    @Override
    public void addTo(Routes routes) {
        String one = collection + "/{key}";
        routes.read(collection, subjects::list)
                .read(one, subjects::get)
                .write(HttpMethod.PUT, one, JsonLimits.DEFAULT, subjects::put)
                .delete(one, subjects::delete)
                .post(one + "/archive", versions::archive)
                .post(one + "/rollback", versions::rollback)
                .compute(one + "/lint", subjects::lint)
                .read(one + "/versions", versions::list)
                .read(one + "/versions/{version}", versions::get);
    }
}

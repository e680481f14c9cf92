package dev.belay.benchmarks.load;

import dev.belay.core.Position;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Many simulated SDKs on a few event loops. <b>Thread-safety:</b> confined to one thread at a time. */
final class Fleet implements AutoCloseable {

    /** One copy in so many is kept whole, so that its checksums can be proved. */
    private static final int CHECKED = 100;

    private static final int OPENED_AT_ONCE = 250;
    private static final int EVENT_LOOPS = 2;

    /**
     * From so many addresses they come. From one, or from 16, as many connections as are opened for reports would leave the
     * kernel searching for a free port for longer than everything else takes.
     */
    private static final int ADDRESSES = 128;

    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final boolean IS_LINUX = System.getProperty("os.name").equals("Linux");

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
    private final List<Loop> loops = loops(vertx);
    private final Observations observations = new Observations();
    private final List<LightSdk> members = new ArrayList<>();
    private final String serverKey;

    Fleet(String serverKey) {
        this.serverKey = serverKey;
    }

    /** The key that its members use. */
    String serverKey() {
        return serverKey;
    }

    Observations observations() {
        return observations;
    }

    int size() {
        return members.size();
    }

    /** Adds simulated SDKs, each of which follows one of the servers in turn, and waits until they are up to date. */
    void join(List<URI> servers, int count) throws InterruptedException {
        for (int added = 0; added < count; added += OPENED_AT_ONCE) {
            for (int index = 0; index < Math.min(OPENED_AT_ONCE, count - added); index++) {
                add(servers.get((added + index) % servers.size())).open();
            }
            awaitLive();
        }
    }

    private LightSdk add(URI server) {
        int number = members.size();
        Loop loop = loops.get(number % loops.size());
        LightSdk sdk =
                new LightSdk(loop, new Requests(loop, server, serverKey), observations, number, number % CHECKED == 0);
        members.add(sdk);
        return sdk;
    }

    /** Cuts all connections at once. */
    void cutAll(boolean resume) {
        onLoops(loop -> share(loop).forEach(member -> member.cut(resume)));
    }

    void awaitLive() throws InterruptedException {
        Waiting.until(
                () -> observations.live() == members.size(),
                () -> observations.live() + " of " + members.size() + " simulated SDKs are up to date");
    }

    /** How many reports the server has accepted. */
    long reportsSent() {
        AtomicLong sum = new AtomicLong();
        onLoops(loop -> share(loop).forEach(member -> sum.addAndGet(member.reportsSent())));
        return sum.get();
    }

    /** Waits until all have applied everything up to a position. */
    void awaitAllAt(Position head) throws InterruptedException {
        Waiting.until(() -> countAt(head) == members.size(), () -> "not all simulated SDKs are at " + head);
    }

    private long countAt(Position head) {
        AtomicLong sum = new AtomicLong();
        onLoops(loop -> share(loop).stream()
                .filter(member -> head.equals(member.position()))
                .forEach(_ -> sum.incrementAndGet()));
        return sum.get();
    }

    @Override
    public void close() {
        onLoops(loop -> share(loop).forEach(LightSdk::end));
        vertx.close().await();
    }

    private List<LightSdk> share(int loop) {
        List<LightSdk> share = new ArrayList<>();
        for (int number = loop; number < members.size(); number += loops.size()) {
            share.add(members.get(number));
        }
        return share;
    }

    private void onLoops(IntConsumer action) {
        CompletableFuture<?>[] done = new CompletableFuture<?>[loops.size()];
        for (int number = 0; number < done.length; number++) {
            int loop = number;
            done[loop] = CompletableFuture.runAsync(() -> action.accept(loop), loops.get(loop)::run);
        }
        CompletableFuture.allOf(done).join();
    }

    private static List<Loop> loops(Vertx vertx) {
        List<Context> contexts = new CopyOnWriteArrayList<>();
        vertx.deployVerticle(() -> new Place(contexts), new DeploymentOptions().setInstances(ADDRESSES))
                .await();
        return IntStream.range(0, contexts.size())
                .mapToObj(number -> new Loop(contexts.get(number), vertx.createHttpClient(options(number))))
                .toList();
    }

    private static HttpClientOptions options(int number) {
        HttpClientOptions options =
                new HttpClientOptions().setIdleTimeout(KEEP_ALIVE_SECONDS).setIdleTimeoutUnit(TimeUnit.SECONDS);
        // Elsewhere a machine has one loopback address only.
        return IS_LINUX ? options.setLocalAddress("127.0.0." + (number + 2)) : options;
    }

    /** Tells its event loop. */
    private static final class Place extends VerticleBase {
        private final List<Context> contexts;

        Place(List<Context> contexts) {
            this.contexts = contexts;
        }

        @Override
        public Future<?> start() {
            contexts.add(context);
            return Future.succeededFuture();
        }
    }
}

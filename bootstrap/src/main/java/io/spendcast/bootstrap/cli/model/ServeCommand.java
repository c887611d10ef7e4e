package io.spendcast.bootstrap.cli.model;

import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.cli.answer.Failure;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.serve.BearerToken;
import io.spendcast.bootstrap.serve.ContextPlaces;
import io.spendcast.bootstrap.serve.ForecastServer;
import io.spendcast.bootstrap.serve.ServeLimits;
import io.spendcast.bootstrap.serve.WatchedContext;
import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.Stage;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Option;

/** Answers over HTTP until a signal ends it. */
@picocli.CommandLine.Command(
    description =
        "Forecast over HTTP, without Spark, from the file that `predict` leaves beside its"
            + " predictions: POST /forecast, MLflow's /invocations, and /openapi.json, which says"
            + " the rest. A newer file is taken up. On another host than"
            + " this machine it needs a token in "
            + BearerToken.VARIABLE
            + ".")
public final class ServeCommand implements Command {
  private static final int HIGHEST_PORT = 65_535;
  private static final Duration LOOK = Duration.ofSeconds(2);

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description =
          "Forecast as the newest batch of this stage: production or staging. Default: the stage"
              + " of prediction.stage.")
  private Optional<Stage> stage = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "FILE",
      description = "Serve from this file of `context` instead; neither lake nor stage is needed.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address to listen on. Default: 127.0.0.1")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port; 0 is any that is free. Default: 8080")
  private int port = 8080;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "How many requests at once; more are refused with 503. Default: 64")
  private int concurrency = ServeLimits.USUAL.concurrency();

  private volatile Optional<ForecastServer> serving = Optional.empty();

  @Override
  public Need need() {
    return Need.SERVICE;
  }

  @Override
  public Answer perform(Session session) {
    Optional<String> mistake = mistake();
    if (mistake.isPresent()) {
      return Answer.failed(
          ExitCode.USAGE, Failure.usage(mistake.get(), "See `spendcast serve --help`."));
    }
    WatchedContext context = context(session);
    ForecastServer server =
        ForecastServer.start(
            new InetSocketAddress(host, port),
            token(),
            context,
            ServeLimits.USUAL.withConcurrency(concurrency),
            LOOK);
    serving = Optional.of(server);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "serve-close"));
    session.progress().note(begun(server, context));
    return waiting(server);
  }

  private Optional<String> mistake() {
    if (port < 0 || port > HIGHEST_PORT || concurrency < 1) {
      return Optional.of("--port must be from 0 to 65535 and --concurrency at least 1");
    }
    if (stage.isPresent() && file.isPresent()) {
      return Optional.of("--stage and --context exclude each other: each names what to serve");
    }
    return stage
        .filter(wanted -> !wanted.isExclusive())
        .map("--stage must be production or staging, not %s"::formatted);
  }

  private WatchedContext context(Session session) {
    if (file.isPresent()) {
      return WatchedContext.open(
          file.get().toAbsolutePath().normalize(), "spendcast context --out " + file.get());
    }
    Stage served = stage.orElseGet(() -> session.config().settings().prediction().modelStage());
    String name = served.label().toLowerCase(Locale.ROOT);
    return WatchedContext.open(
        session.parts().get(ContextPlaces.class).of(served).orElseThrow(() -> elsewhere(session)),
        "spendcast predict --set prediction.stage=" + name);
  }

  private static SpendcastException elsewhere(Session session) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot serve from the lake %s: it is not on a disk of this machine."
            .formatted(session.config().settings().lake()),
        "Write the file with `spendcast context --out FILE` and serve it with --context FILE.");
  }

  private static Optional<BearerToken> token() {
    try {
      return Optional.ofNullable(ConfigLoader.environment().get(BearerToken.VARIABLE))
          .map(BearerToken::new);
    } catch (IllegalArgumentException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot serve with the token in %s: it is too short.".formatted(BearerToken.VARIABLE),
          "Give it at least %s characters, such as `openssl rand -hex 32` writes."
              .formatted(BearerToken.LEAST),
          e);
    }
  }

  private static String begun(ForecastServer server, WatchedContext context) {
    return "Serving %s version %s as of %s on http://%s:%s, until a signal ends it."
        .formatted(
            context.current().context().name(),
            context.current().context().version(),
            context.current().asOf(),
            server.address().getHostString(),
            server.address().getPort());
  }

  /** Ends what it serves before it says so. */
  @Override
  public Answer interrupted() {
    return Answer.failed(
        ExitCode.INTERRUPTED,
        serving
            .map(server -> Failure.stopped(ended(server.stop())))
            .orElseGet(Failure::interrupted));
  }

  private static String ended(int unanswered) {
    return unanswered == 0
        ? "Stopped by a signal. All requests that had come are answered."
        : "Stopped by a signal. %s requests took longer than %s s and are not answered."
            .formatted(unanswered, ServeLimits.USUAL.stopSeconds());
  }

  /** A signal ends the process; only an interrupted thread gets on. */
  private static Answer waiting(ForecastServer server) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
    return Answer.done(Map.of(), "Stopped.\n");
  }
}

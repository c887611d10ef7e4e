package io.spendcast.bootstrap.cli.model;

import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.cli.answer.Failure;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.serve.BearerToken;
import io.spendcast.bootstrap.serve.ForecastServer;
import io.spendcast.bootstrap.serve.ServeLimits;
import io.spendcast.bootstrap.serve.WatchedContext;
import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Option;

/** Answers over HTTP until a signal ends it. */
@picocli.CommandLine.Command(
    description =
        "Forecast over HTTP, without Spark, from the file that `context` writes: POST /forecast,"
            + " MLflow's /invocations, and /openapi.json, which says the rest. On another host than"
            + " this machine it needs a token in "
            + BearerToken.VARIABLE
            + ".")
public final class ServeCommand implements Command {
  private static final int HIGHEST_PORT = 65_535;
  private static final Duration LOOK = Duration.ofSeconds(2);

  @Option(
      names = "--context",
      paramLabel = "FILE",
      description = "The file to serve from; a newer one is taken up. Default: context.json")
  private Path file = Path.of("context.json");

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

  @Override
  public Need need() {
    return Need.NOTHING;
  }

  @Override
  public Answer perform(Session session) {
    if (port < 0 || port > HIGHEST_PORT || concurrency < 1) {
      return Answer.failed(
          ExitCode.USAGE,
          Failure.usage(
              "--port must be from 0 to 65535 and --concurrency at least 1",
              "See `spendcast serve --help`."));
    }
    WatchedContext context = WatchedContext.open(file.toAbsolutePath().normalize());
    ForecastServer server =
        ForecastServer.start(
            new InetSocketAddress(host, port),
            token(),
            context,
            ServeLimits.USUAL.withConcurrency(concurrency),
            LOOK);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "serve-close"));
    session.progress().note(begun(server, context));
    return waiting(server);
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

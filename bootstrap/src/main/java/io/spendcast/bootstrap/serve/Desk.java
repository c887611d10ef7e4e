package io.spendcast.bootstrap.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Optional;

/** Takes every request, has it answered, and counts it. */
final class Desk implements HttpHandler {
  private static final Logger LOG = System.getLogger(Desk.class.getName());
  private static final int UNREAD_TOO = 4;

  private final WatchedContext context;
  private final Optional<BearerToken> token;
  private final ServeLimits limits;
  private final Doors doors;
  private final Meters meters = new Meters();
  private final Routes routes;
  private volatile boolean stopping;

  Desk(WatchedContext context, Optional<BearerToken> token, ServeLimits limits, Doors doors) {
    this.context = context;
    this.token = token;
    this.limits = limits;
    this.doors = doors;
    this.routes = new Routes(context, limits, meters);
  }

  void look() {
    context.look(meters);
  }

  void stop() {
    stopping = true;
  }

  /** How many requests are being answered. */
  int open() {
    return meters.open();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    long begin = System.nanoTime();
    meters.begin();
    try (exchange) {
      Reply reply = reply(exchange);
      meters.answered(
          routes.name(exchange.getRequestURI().getPath()),
          reply.status(),
          System.nanoTime() - begin);
      send(exchange, reply);
    } finally {
      meters.end();
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    try {
      return answer(exchange);
    } catch (Refusal e) {
      return e.reply();
    } catch (SpendcastException e) {
      return refused(e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "request failed", e);
      return Refusal.fault().reply();
    }
  }

  private static Reply refused(SpendcastException e) {
    return e.kind() == Kind.INVALID
        ? Refusal.of("", e.problem()).reply()
        : Refusal.unavailable(e.problem()).reply();
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (stopping || doors.isFull()) {
      throw Refusal.unavailable(
          stopping ? "the service is stopping" : "there are too many requests; ask again");
    }
    Route route = routes.find(path).orElseThrow(() -> Refusal.notFound(path));
    if (token.isPresent() && !route.isOpen() && !isAllowed(exchange)) {
      throw Refusal.unauthorized();
    }
    if (!route.method().equals(exchange.getRequestMethod())) {
      throw Refusal.method(route.method());
    }
    return route.answer().apply(route.method().equals("POST") ? body(exchange) : new byte[0]);
  }

  private boolean isAllowed(HttpExchange exchange) {
    return token.orElseThrow().isIn(header(exchange, "Authorization"));
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  private byte[] body(HttpExchange exchange) throws IOException {
    String type = header(exchange, "Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.replace(" ", "").matches("application/json(;charset=\"?utf-8\"?)?")) {
      throw Refusal.type();
    }
    InputStream in = exchange.getRequestBody();
    byte[] body = in.readNBytes(limits.requestBytes() + 1);
    if (body.length > limits.requestBytes()) {
      readOn(in);
      throw Refusal.tooLarge(limits.requestBytes());
    }
    return body;
  }

  /** A client that is still sending would not read the answer. */
  private void readOn(InputStream in) throws IOException {
    byte[] unread = new byte[1 << 14];
    long left = (long) limits.requestBytes() * UNREAD_TOO;
    int count = in.read(unread);
    while (count >= 0 && left > 0) {
      left -= count;
      count = in.read(unread);
    }
  }

  private void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] bytes = reply.bytes();
    exchange.getResponseHeaders().set("Content-Type", reply.type());
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (reply.status() == 503) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    if (reply.status() == 401) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
    }
    if (stopping || doors.isFull() || reply.status() == 413) {
      exchange.getResponseHeaders().set("Connection", "close");
    }
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}

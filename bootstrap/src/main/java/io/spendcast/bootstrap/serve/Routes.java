package io.spendcast.bootstrap.serve;

import io.spendcast.application.online.ForecastContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is answered under which path. */
final class Routes {
  private final Map<String, Route> routes = new LinkedHashMap<>();
  private final WatchedContext context;

  Routes(WatchedContext context, ServeLimits limits, Meters meters) {
    this.context = context;
    ForecastEndpoint forecasts = new ForecastEndpoint(limits.customers(), meters);
    InvocationsEndpoint invocations = new InvocationsEndpoint(meters);
    String page = resource("openapi.json");
    routes.put("/forecast", Route.post(asked -> forecasts.answer(asked, context.current())));
    routes.put(
        "/invocations",
        Route.post(asked -> invocations.answer(asked, context.current().context().model())));
    routes.put("/ping", Route.open(none -> Reply.text("\n")));
    routes.put("/health", Route.open(none -> Reply.text("\n")));
    routes.put("/health/live", Route.open(none -> Reply.json(Map.of("status", "live"))));
    routes.put("/health/ready", Route.open(none -> Reply.json(ready())));
    routes.put("/version", Route.get(none -> Reply.text(version())));
    routes.put("/openapi.json", Route.get(none -> new Reply(200, Reply.JSON, page)));
    routes.put(
        "/metrics",
        Route.get(none -> new Reply(200, Meters.TYPE, meters.text(context.current().context()))));
  }

  Optional<Route> find(String path) {
    return Optional.ofNullable(routes.get(path));
  }

  /** By which it is counted. */
  String name(String path) {
    return routes.containsKey(path) ? path : "other";
  }

  private Map<String, Object> ready() {
    ForecastContext served = context.current().context();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("status", "ready");
    fields.put("model_name", served.name().value());
    fields.put("model_version", served.version());
    fields.put("as_of_date", served.asOf().toString());
    fields.put("refresh_problem", context.problem().orElse(null));
    return fields;
  }

  /** Of Spendcast, as its jar's manifest has it. */
  private static String version() {
    return Optional.ofNullable(Routes.class.getPackage().getImplementationVersion())
        .orElse("source");
  }

  private static String resource(String name) {
    try (InputStream in = Routes.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.spendcast.bootstrap.serve;

import io.spendcast.application.online.ForecastContext;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What is counted, in the text of Prometheus. */
final class Meters {
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final double[] BOUNDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5, 10
  };
  private static final double NANOS = 1e9;

  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
  private final LongAdder nanos = new LongAdder();
  private final LongAdder forecasts = new LongAdder();
  private final LongAdder refreshes = new LongAdder();
  private final LongAdder failedRefreshes = new LongAdder();
  private final AtomicInteger open = new AtomicInteger();

  Meters() {
    Arrays.setAll(buckets, i -> new LongAdder());
  }

  void begin() {
    open.incrementAndGet();
  }

  /** A path that is not served is counted under one name, so that nobody can make up thousands. */
  void answered(String path, int status, long took) {
    requests
        .computeIfAbsent(
            "path=\"%s\",status=\"%s\"".formatted(path, status), any -> new LongAdder())
        .increment();
    int bucket = 0;
    while (bucket < BOUNDS.length && took / NANOS > BOUNDS[bucket]) {
      bucket++;
    }
    buckets[bucket].increment();
    nanos.add(took);
  }

  void end() {
    open.decrementAndGet();
  }

  int open() {
    return open.get();
  }

  void forecast(int customers) {
    forecasts.add(customers);
  }

  void refreshed() {
    refreshes.increment();
  }

  void refreshFailed() {
    failedRefreshes.increment();
  }

  String text(ForecastContext context) {
    StringBuilder text = new StringBuilder(1_000);
    head(text, "spendcast_requests_total", "counter", "Answered requests.");
    new TreeMap<>(requests)
        .forEach((labels, count) -> line(text, "spendcast_requests_total{" + labels + "}", count));
    histogram(text);
    one(text, "spendcast_requests_open", "gauge", "Requests that are being answered.", open);
    one(text, "spendcast_forecasts_total", "counter", "Forecasts given.", forecasts);
    one(
        text,
        "spendcast_context_refreshes_total",
        "counter",
        "Newer contexts that were taken up.",
        refreshes);
    one(
        text,
        "spendcast_context_refresh_failures_total",
        "counter",
        "Files of a context that could not be used.",
        failedRefreshes);
    head(text, "spendcast_context_info", "gauge", "The context that is served.");
    String labels =
        "{model=\"%s\",version=\"%s\",as_of=\"%s\"}"
            .formatted(context.name(), context.version(), context.asOf());
    line(text, "spendcast_context_info" + labels, 1);
    return text.toString();
  }

  private void histogram(StringBuilder text) {
    String name = "spendcast_request_seconds";
    head(text, name, "histogram", "Time from the head of a request to its answer.");
    long below = 0;
    for (int i = 0; i < BOUNDS.length; i++) {
      below += buckets[i].sum();
      line(text, "%s_bucket{le=\"%s\"}".formatted(name, BOUNDS[i]), below);
    }
    below += buckets[BOUNDS.length].sum();
    line(text, name + "_bucket{le=\"+Inf\"}", below);
    line(text, name + "_sum", nanos.sum() / NANOS);
    line(text, name + "_count", below);
  }

  private static void one(StringBuilder text, String name, String type, String help, Object value) {
    head(text, name, type, help);
    line(text, name, value);
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append(name).append(' ').append(value).append('\n');
  }
}

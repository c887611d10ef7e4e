package io.spendcast.adapters.mlflow.server;

import io.spendcast.adapters.mlflow.format.KeyValues;
import io.spendcast.adapters.mlflow.format.LoggedModel;
import io.spendcast.domain.tracking.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Cuts what a run says into the pieces that MLflow takes at once. */
public final class Batches {
  private static final int MOST_PARAMS = 100;
  private static final int MOST_TAGS = 100;
  private static final int MOST_ENTRIES = 1000;
  // Of 10^6 bytes; text of several bytes a character, and escapes, must fit in as well.
  private static final int MOST_CHARACTERS = 150_000;

  private final String runId;
  private final Optional<LoggedModel> model;
  private final List<Map<String, Object>> batches = new ArrayList<>();
  private Map<String, List<Map<String, Object>>> open = new TreeMap<>();
  private int entries;
  private int characters;

  private Batches(String runId, Optional<LoggedModel> model) {
    this.runId = runId;
    this.model = model;
  }

  /** Bodies for {@code runs/log-batch}; numbers are the model's as well as the run's. */
  static List<Map<String, Object>> of(
      String runId, RunRecord run, Map<String, String> moreTags, Optional<LoggedModel> model) {
    Batches batches = new Batches(runId, model);
    new TreeMap<>(run.params())
        .forEach((key, value) -> batches.add("params", MOST_PARAMS, KeyValues.pair(key, value)));
    long time = run.ended().toEpochMilli();
    new TreeMap<>(run.metrics())
        .forEach(
            (key, value) ->
                batches.add("metrics", MOST_ENTRIES, batches.metric(key, value, time, 0)));
    new TreeMap<>(run.curves()).forEach((key, values) -> batches.addCurve(key, values, time));
    new TreeMap<>(moreTags)
        .forEach((key, value) -> batches.add("tags", MOST_TAGS, KeyValues.pair(key, value)));
    batches.close();
    return batches.batches;
  }

  private void addCurve(String key, List<Double> values, long time) {
    for (int step = 0; step < values.size(); step++) {
      add("metrics", MOST_ENTRIES, metric(key, values.get(step), time, step));
    }
  }

  private void add(String kind, int most, Map<String, Object> entry) {
    int length = entry.toString().length();
    if (entries == MOST_ENTRIES
        || characters + length > MOST_CHARACTERS
        || open.getOrDefault(kind, List.of()).size() == most) {
      close();
    }
    open.computeIfAbsent(kind, k -> new ArrayList<>()).add(entry);
    entries++;
    characters += length;
  }

  private void close() {
    if (!open.isEmpty()) {
      Map<String, Object> body = new LinkedHashMap<>(open);
      body.put("run_id", runId);
      batches.add(body);
      open = new TreeMap<>();
      entries = 0;
      characters = 0;
    }
  }

  private Map<String, Object> metric(String key, double value, long time, long step) {
    Map<String, Object> metric = new LinkedHashMap<>();
    metric.put("key", key);
    metric.put("value", Double.isFinite(value) ? value : Double.toString(value));
    metric.put("timestamp", time);
    metric.put("step", step);
    model.ifPresent(made -> metric.put("model_id", made.id()));
    return metric;
  }
}

package io.spendcast.adapters.mlflow;

import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.testkit.ModelFiles;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.tracking.MlflowClient;

/** Logs one run of usual size with a large model, our way or that of MLflow's Java client. */
final class RunBenchmark {
  private final Instant now = Instant.now();
  private final String server;
  private final Path model;
  private final String key;

  private RunBenchmark(String server, Path model, String key) {
    this.server = server;
    this.model = model;
    this.key = key;
  }

  public static void main(String[] arguments) throws IOException {
    RunBenchmark benchmark = new RunBenchmark(arguments[1], Path.of(arguments[2]), arguments[3]);
    long start = System.nanoTime();
    if (arguments[0].equals("spendcast")) {
      benchmark.ours();
    } else {
      benchmark.clients();
    }
    System.out.printf(
        Locale.ROOT,
        "%.1f s, %s MB of heap, %s MB of the process%n",
        (System.nanoTime() - start) / 1e9,
        peakOfHeap() / 1_000_000,
        peakOfProcess() / 1024);
  }

  private void ours() throws IOException {
    Path directory = Files.createTempDirectory("benchmark");
    var booster = ModelFiles.booster(directory, "");
    Files.delete(directory.resolve("model.ubj"));
    Files.createLink(directory.resolve("model.ubj"), model);
    MlflowConfig config = new MlflowConfig(server, "", "benchmark of spendcast", Map.of());
    try (MlflowAdapters mlflow = MlflowAdapters.open(config, Clock.systemUTC())) {
      mlflow
          .tracker()
          .record(
              new RunRecord(
                      key,
                      "xgboost",
                      Optional.empty(),
                      params(),
                      metrics(),
                      Map.of(),
                      List.of(),
                      Optional.of(booster),
                      now,
                      now)
                  .with(List.of(), Collections.singletonMap("train_rmse", curve())));
    } finally {
      FileTree.delete(directory);
    }
  }

  /** Batches where it has them; files go through a Python process that it starts. */
  private void clients() throws IOException {
    Path directory = Files.createTempDirectory("benchmark");
    Files.createLink(directory.resolve("model.ubj"), model);
    Files.writeString(directory.resolve("MLmodel"), "flavors: {}\n");
    try (MlflowClient client = new MlflowClient(server)) {
      String name = "benchmark of the Java client";
      String experiment =
          client
              .getExperimentByName(name)
              .map(known -> known.getExperimentId())
              .orElseGet(() -> client.createExperiment(name));
      String run = client.createRun(experiment).getRunId();
      List<Param> params = new ArrayList<>();
      params()
          .forEach(
              (param, value) ->
                  params.add(Param.newBuilder().setKey(param).setValue(value).build()));
      List<Metric> points = new ArrayList<>();
      metrics().forEach((metric, value) -> points.add(point(metric, value, 0)));
      for (int step = 0; step < curve().size(); step++) {
        points.add(point("train_rmse", curve().get(step), step));
      }
      client.logBatch(run, points, params, List.of());
      client.logArtifacts(run, directory.toFile(), "model");
      client.setTerminated(run, RunStatus.FINISHED, now.toEpochMilli());
    } finally {
      FileTree.delete(directory);
    }
  }

  private Metric point(String name, double value, long step) {
    return Metric.newBuilder()
        .setKey(name)
        .setValue(value)
        .setTimestamp(now.toEpochMilli())
        .setStep(step)
        .build();
  }

  private static Map<String, String> params() {
    Map<String, String> params = new TreeMap<>();
    for (int i = 0; i < 30; i++) {
      params.put("param_" + i, "value " + i);
    }
    return params;
  }

  private static Map<String, Double> metrics() {
    Map<String, Double> metrics = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      metrics.put("metric_" + i, i / 7.0);
    }
    return metrics;
  }

  private static List<Double> curve() {
    List<Double> curve = new ArrayList<>();
    for (int step = 0; step < 500; step++) {
      curve.add(1.0 / (1 + step));
    }
    return curve;
  }

  private static long peakOfHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(peak -> peak.getUsed())
        .sum();
  }

  /** In KiB, as Linux counts it. */
  private static long peakOfProcess() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}

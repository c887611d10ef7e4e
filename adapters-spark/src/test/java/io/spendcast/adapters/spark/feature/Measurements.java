package io.spendcast.adapters.spark.feature;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the steps of a benchmark cost in each round, and what they come to beside each other. */
final class Measurements {
  static final String TILES = "daily spend";
  static final String PANEL = "panel of 16 as-of dates";
  static final String DUCK_TILES = "DuckDB, daily sums";
  static final String DUCK_PANEL = "DuckDB, panel";
  static final String FLOOR = "reading and Parquet alone";
  static final String DATE = "one as-of date more";
  static final String DAY = "one day more and its as-of date";
  static final String LATE = "a week of late lines";
  static final String NOTHING = "nothing new";

  private static final List<String> BUILD = List.of(TILES, PANEL);

  private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

  /** A step of a round. */
  interface Step {
    void run() throws Exception;
  }

  /** Seconds on the clock, and of the processor by all threads, compilers and collectors too. */
  private record Cost(double seconds, double processor) {}

  /** Measures a step. */
  void of(String what, Step step) {
    long started = System.nanoTime();
    long processor = processorTime();
    try {
      step.run();
    } catch (Exception e) {
      throw new IllegalStateException(what, e);
    }
    Cost cost = new Cost((System.nanoTime() - started) / 1e9, (processorTime() - processor) / 1e9);
    costs.computeIfAbsent(what, any -> new ArrayList<>()).add(cost);
    System.out.printf(
        Locale.ROOT, "%-32s %7.1f s %7.1f processor s%n", what, cost.seconds(), cost.processor());
  }

  private static long processorTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** Prints the table and a line for the history, and writes all numbers. */
  void report(String scale, Path json) throws IOException {
    System.out.printf("%n| step | processor s | seconds |%n|---|---|---|%n");
    costs.forEach(
        (what, all) ->
            System.out.printf(
                "| %s | %s | %s |%n",
                what, spread(all, Cost::processor), spread(all, Cost::seconds)));
    System.out.printf("%n| ratio of processor time | |%n|---|---|%n");
    ratios().forEach((what, values) -> System.out.printf("| %s | %s |%n", what, spread(values)));
    Files.writeString(json, json(scale));
    System.out.printf(
        "%n| %s | %s | %s | %s | %s |%n",
        LocalDate.now(ZoneOffset.UTC),
        scale,
        rounds(),
        spread(sums(BUILD)),
        ratios().values().stream().map(Measurements::spread).collect(Collectors.joining(" | ")));
  }

  private int rounds() {
    return costs.get(TILES).size();
  }

  /** By round, so that both sides of a ratio had the machine in the same minutes. */
  private Map<String, double[]> ratios() {
    Map<String, double[]> ratios = new LinkedHashMap<>();
    ratios.put("full build to DuckDB", ratio(sums(BUILD), sums(List.of(DUCK_TILES, DUCK_PANEL))));
    ratios.put("full build to reading and Parquet alone", ratio(sums(BUILD), sums(List.of(FLOOR))));
    for (String step : List.of(DATE, DAY, LATE)) {
      ratios.put(step + " to full build", ratio(sums(List.of(step)), sums(BUILD)));
    }
    return ratios;
  }

  private double[] sums(List<String> steps) {
    return IntStream.range(0, rounds())
        .mapToDouble(
            i -> steps.stream().mapToDouble(step -> costs.get(step).get(i).processor()).sum())
        .toArray();
  }

  private static double[] ratio(double[] ours, double[] theirs) {
    return IntStream.range(0, ours.length).mapToDouble(i -> ours[i] / theirs[i]).toArray();
  }

  private static String spread(List<Cost> all, ToDoubleFunction<Cost> what) {
    return spread(all.stream().mapToDouble(what).toArray());
  }

  /** The median of the rounds, with the least and the most. */
  private static String spread(double[] values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f)",
        sorted[sorted.length / 2],
        sorted[0],
        sorted[sorted.length - 1]);
  }

  private String json(String scale) {
    return costs.entrySet().stream()
        .map(step -> "    \"%s\": [%s]".formatted(step.getKey(), json(step.getValue())))
        .collect(
            Collectors.joining(
                ",\n",
                "{\n  \"date\": \"%s\",\n  \"scale\": %s,\n  \"steps\": {\n"
                    .formatted(LocalDate.now(ZoneOffset.UTC), scale),
                "\n  }\n}\n"));
  }

  private static String json(List<Cost> all) {
    return all.stream()
        .map(
            cost ->
                String.format(
                    Locale.ROOT,
                    "{\"seconds\": %.3f, \"processor\": %.3f}",
                    cost.seconds(),
                    cost.processor()))
        .collect(Collectors.joining(", "));
  }
}

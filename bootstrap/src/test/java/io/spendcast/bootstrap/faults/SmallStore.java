package io.spendcast.bootstrap.faults;

import io.spendcast.adapters.mlflow.MlflowAdapters;
import io.spendcast.adapters.mlflow.MlflowConfig;
import io.spendcast.domain.audit.StoreFlaw;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.RegisteredModel;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.testkit.ModelFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An embedded store with two versions of a model, the second in Production and the first before it.
 * No Spark is needed to fill it, so that every step can be killed.
 */
record SmallStore(Path folder, String name) {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  /** Does what was not done before, and nothing twice. */
  public static void main(String[] arguments) {
    new SmallStore(Path.of(arguments[0]), arguments[1]).fill();
  }

  /** Records two runs, registers a version of each, and moves both to Production in turn. */
  SmallStore fill() {
    return fill("one", "two");
  }

  /** The same with so many. */
  SmallStore fill(String... releases) {
    try (MlflowAdapters store = open()) {
      for (String release : releases) {
        TrackedRun run = store.tracker().record(run(release));
        store.tracker().attach(run, new Artifact("report.html", "<p>" + release + "</p>"));
        ModelVersion version =
            store
                .registry()
                .register(
                    new ModelRegistration(
                        model(), release, run.id(), run.model().orElseThrow(), Map.of()));
        promote(store, version);
      }
    }
    return this;
  }

  /** The version is in Production afterwards, unless a later one is. */
  private void promote(MlflowAdapters store, ModelVersion version) {
    Optional<Integer> holder =
        store
            .registry()
            .find(model())
            .flatMap(all -> all.in(Stage.PRODUCTION))
            .map(ModelVersion::number);
    if (holder.orElse(0) < version.number()) {
      Map<String, String> tags = new TreeMap<>();
      holder.ifPresent(number -> tags.put("spendcast.replaced_version", number.toString()));
      store
          .registry()
          .move(new StageMove(model(), version.number(), Stage.PRODUCTION, holder, tags));
    }
  }

  /** The stage of each version, in their order. */
  List<Stage> stages() {
    try (MlflowAdapters store = open()) {
      return store
          .registry()
          .find(model())
          .map(RegisteredModel::versions)
          .orElse(List.of())
          .stream()
          .map(ModelVersion::stage)
          .toList();
    }
  }

  /** What is not as it was written. */
  List<StoreFlaw> flaws() {
    try (MlflowAdapters store = open()) {
      return store.storeAudit().flaws();
    }
  }

  /** Whether both runs are recorded, with their models. */
  boolean hasRuns() {
    try (MlflowAdapters store = open()) {
      return List.of("one", "two").stream()
          .allMatch(key -> store.tracker().find(key).flatMap(TrackedRun::model).isPresent());
    }
  }

  private ModelName model() {
    return new ModelName(name);
  }

  private String uri() {
    return "file:" + folder.resolve("mlruns");
  }

  private MlflowAdapters open() {
    return MlflowAdapters.open(new MlflowConfig(uri(), "", name, Map.of()), Clock.systemUTC());
  }

  /** The whole command line: what it is asked, for this store. */
  List<String> line(String... arguments) {
    List<String> line = new ArrayList<>(List.of(arguments));
    for (String setting :
        List.of(
            "tracking.uri=" + uri(), "registry.model=" + name, "lake=" + folder.resolve("lake"))) {
      line.addAll(List.of("--set", setting));
    }
    line.add("--json");
    return line;
  }

  private RunRecord run(String key) {
    return new RunRecord(
        key,
        "xgboost",
        Optional.empty(),
        Map.of("horizon_days", "90"),
        Map.of("mae", 12.5),
        Map.of(),
        List.of(new Artifact("evaluation/metrics.json", "{}")),
        Optional.of(ModelFiles.booster(folder.resolve("trained-" + key), "trees " + key)),
        NOW,
        NOW.plusSeconds(60));
  }
}

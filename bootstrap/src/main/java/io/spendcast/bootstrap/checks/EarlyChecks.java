package io.spendcast.bootstrap.checks;

import io.spendcast.bootstrap.settings.section.Settings;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Health;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.workflow.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks in an instant at what would be refused after minutes or hours: places, the experiment, the
 * model's name, servers, dates. Reads no sales and starts no Spark.
 */
public final class EarlyChecks {
  private final Settings settings;
  private final Optional<LocalPlaces> places;
  private final Function<DateWindow, PanelPlan> plan;
  private final ExperimentTracker tracker;
  private final ModelRegistry registry;

  /**
   * Looks with these.
   *
   * @param places on this machine; empty on a cluster, which has file systems of its own
   * @param plan gives the as-of dates over sales days, or refuses
   */
  public EarlyChecks(
      Settings settings,
      Optional<LocalPlaces> places,
      Function<DateWindow, PanelPlan> plan,
      ExperimentTracker tracker,
      ModelRegistry registry) {
    this.settings = settings;
    this.places = places;
    this.plan = plan;
    this.tracker = tracker;
    this.registry = registry;
  }

  /** What the tasks stand on. */
  public List<Finding> findings(List<Task> tasks) {
    List<Finding> findings = new ArrayList<>();
    places.ifPresent(local -> findings.addAll(local.toWrite()));
    if (tasks.contains(Task.INGEST)) {
      places.ifPresent(local -> findings.addAll(local.toRead()));
    }
    if (tasks.contains(Task.INGEST) && tasks.contains(Task.FEATURES)) {
      KnownDays.of(settings.source()).map(this::dates).ifPresent(findings::add);
    }
    boolean others = othersFollow(tasks);
    if (others || tasks.contains(Task.TRAIN)) {
      findings.add(tracking());
    }
    if (others || tasks.contains(Task.REGISTER) || tasks.contains(Task.PREDICT)) {
      findings.add(registered());
    }
    return findings;
  }

  /** In a job of a workspace, what comes after ingest runs by itself, hours later. */
  private boolean othersFollow(List<Task> tasks) {
    return tasks.contains(Task.INGEST) && settings.tracking().isInWorkspace();
  }

  /** The tracking store or server answers, and its experiment can take runs. */
  private Finding tracking() {
    String what = "tracking at " + settings.tracking().uri();
    return Finding.probing(what, () -> tracker.find("spendcast-looks"));
  }

  /** The registry answers, and takes the model's name. */
  private Finding registered() {
    return Finding.probing(
        "registry of " + settings.modelName(), () -> registry.find(settings.modelName()));
  }

  private Finding dates(DateWindow days) {
    String what = "as-of dates in " + days;
    return Finding.checking(
        what, () -> Finding.pass(what + " from " + plan.apply(days).all().get(0)));
  }

  /** Why the tasks would fail; empty if nothing speaks against them. */
  public Optional<SpendcastException> obstacle(List<Task> tasks) {
    List<Finding> wrong =
        findings(tasks).stream().filter(finding -> isWrong(finding.health())).toList();
    return wrong.isEmpty() ? Optional.empty() : Optional.of(refusal(wrong));
  }

  private static boolean isWrong(Health health) {
    return health == Health.FAIL || health == Health.UNAVAILABLE;
  }

  private static SpendcastException refusal(List<Finding> wrong) {
    boolean isLasting = wrong.stream().anyMatch(finding -> finding.health() == Health.FAIL);
    return new SpendcastException(
        isLasting ? Kind.INVALID : Kind.UNAVAILABLE,
        "Cannot begin: "
            + wrong.stream()
                .map(finding -> finding.what() + ": " + finding.advice())
                .collect(Collectors.joining("\n- ", wrong.size() == 1 ? "" : "\n- ", "")),
        "Nothing was done. `spendcast doctor` looks at more.");
  }
}

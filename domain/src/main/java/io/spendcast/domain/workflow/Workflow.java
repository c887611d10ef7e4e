package io.spendcast.domain.workflow;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A directed acyclic graph of tasks. It is walked locally and rendered to a Databricks job alike.
 *
 * @param steps the tasks, each after those it depends on
 */
public record Workflow(List<Step> steps) {
  /** The whole pipeline: ingest, features, train, register, predict. */
  public static final Workflow STANDARD =
      new Workflow(
          List.of(
              new Step(Task.INGEST, Set.of()),
              new Step(Task.FEATURES, Set.of(Task.INGEST)),
              new Step(Task.TRAIN, Set.of(Task.FEATURES)),
              new Step(Task.REGISTER, Set.of(Task.TRAIN)),
              new Step(Task.PREDICT, Set.of(Task.FEATURES, Task.REGISTER))));

  /** Checks that each task stands once and after all it depends on, which excludes cycles. */
  public Workflow {
    steps = List.copyOf(steps);
    Set<Task> before = EnumSet.noneOf(Task.class);
    for (Step step : steps) {
      if (!before.containsAll(step.dependsOn())) {
        throw new IllegalArgumentException(step.task() + " stands before what it depends on");
      }
      if (!before.add(step.task())) {
        throw new IllegalArgumentException(step.task() + " stands twice");
      }
    }
  }

  /** The tasks in an order in which they can run. */
  public List<Task> tasks() {
    return steps.stream().map(Step::task).toList();
  }

  /** The tasks that forecast with a model that is registered already, in order. */
  public List<Task> scoring() {
    return tasks().stream().filter(task -> task != Task.TRAIN && task != Task.REGISTER).toList();
  }

  /** The task and all that depend on it, directly or not, in order. */
  public List<Task> from(Task first) {
    Map<Task, Boolean> reached = new LinkedHashMap<>();
    for (Step step : steps) {
      reached.put(
          step.task(),
          step.task() == first
              || step.dependsOn().stream().anyMatch(task -> reached.getOrDefault(task, false)));
    }
    return tasks().stream().filter(reached::get).toList();
  }

  /**
   * One task and what must be done before it.
   *
   * @param task the task
   * @param dependsOn the tasks whose outputs it reads
   */
  public record Step(Task task, Set<Task> dependsOn) {
    /** Copies the set. */
    public Step {
      dependsOn = Set.copyOf(dependsOn);
    }
  }
}

package io.spendcast.testkit;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.Deployment;
import io.spendcast.domain.workflow.Deployment.Change;
import io.spendcast.domain.workflow.Deployment.Rights;
import io.spendcast.domain.workflow.Removal;
import io.spendcast.domain.workflow.Rendering;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.domain.workflow.WorkflowDeployer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A platform in memory that has room for one job. */
public final class InMemoryWorkflowDeployer implements WorkflowDeployer {
  private Optional<Job> job = Optional.empty();

  /** A platform without jobs. */
  public InMemoryWorkflowDeployer() {}

  private record Job(long id, String definition, boolean ours) {}

  /** Lets a job that is not ours take the name. */
  void takeName() {
    job = Optional.of(new Job(99, "{}", false));
  }

  @Override
  public Rendering render(Workflow workflow) {
    return new Rendering(new TreeMap<>(Map.of("job.json", definition(workflow))), Map.of());
  }

  private static String definition(Workflow workflow) {
    return workflow.steps().stream()
        .map(InMemoryWorkflowDeployer::task)
        .collect(Collectors.joining(", ", "{\"tasks\": [", "]}"));
  }

  private static String task(Workflow.Step step) {
    return step.dependsOn().stream()
        .sorted()
        .map(task -> "\"" + task.label() + "\"")
        .collect(
            Collectors.joining(
                ", ",
                "{\"task_key\": \"%s\", \"depends_on\": [".formatted(step.task().label()),
                "]}"));
  }

  @Override
  public synchronized Deployment preview(Workflow workflow) {
    String definition = definition(workflow);
    requireOurs();
    Change change =
        job.map(there -> there.definition().equals(definition) ? Change.NONE : Change.UPDATE)
            .orElse(Change.CREATE);
    List<String> differences = change == Change.UPDATE ? List.of("definition") : List.of();
    return new Deployment(
        job.map(Job::id),
        change,
        definition,
        differences,
        job.map(there -> page(there.id())),
        Rights.UNCHANGED);
  }

  @Override
  public synchronized Deployment deploy(Workflow workflow) {
    Deployment preview = preview(workflow);
    long id = preview.jobId().orElse(InMemoryWorkflowRuns.JOB);
    job = Optional.of(new Job(id, preview.definition(), true));
    return new Deployment(
        Optional.of(id),
        preview.change(),
        preview.definition(),
        preview.differences(),
        Optional.of(page(id)),
        Rights.UNCHANGED);
  }

  @Override
  public synchronized Removal removable() {
    requireOurs();
    return new Removal(job.map(Job::id), job.stream().map(there -> "job.json").toList());
  }

  @Override
  public synchronized Removal undeploy() {
    Removal removed = removable();
    job = Optional.empty();
    return removed;
  }

  private static URI page(long id) {
    return URI.create("memory:/jobs/" + id);
  }

  private void requireOurs() {
    if (job.filter(there -> !there.ours()).isPresent()) {
      throw new SpendcastException(
          Kind.CONFLICT, "Cannot deploy: the name is taken by another job.", "Use another name.");
    }
  }
}

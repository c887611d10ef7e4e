package io.spendcast.adapters.databricks;

import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.reading;
import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.repeating;
import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.writing;

import com.databricks.sdk.service.iam.MeRequest;
import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.lint.BundleLint;
import io.spendcast.adapters.databricks.rights.RunAs;
import io.spendcast.adapters.databricks.rights.RunAsRights;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.adapters.databricks.workspace.WorkspaceCalls;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Deploys the workflow as a job of a Databricks workspace, recognised by its name and a tag. */
final class DatabricksWorkflowDeployer implements WorkflowDeployer {
  private static final String RUN_AS = "run_as";

  private final JobRendering rendering;
  private final BundleRendering bundle;
  private final Workspace workspace;
  private final JobCalls jobs;
  private final RunAsRights rights;

  DatabricksWorkflowDeployer(DatabricksConfig config, Workspace workspace) {
    this.rendering = new JobRendering(config);
    this.bundle = new BundleRendering(config);
    this.workspace = workspace;
    this.jobs = new JobCalls(workspace);
    this.rights = new RunAsRights(config.rights(), WorkspaceCalls.of(workspace));
  }

  @Override
  public Rendering render(Workflow workflow) {
    ObjectNode tree = bundle.tree(workflow);
    BundleLint.require(tree);
    return new Rendering(definitions(settings(workflow), tree), bundle.copies());
  }

  private SortedMap<String, String> definitions(ObjectNode job, ObjectNode tree) {
    SortedMap<String, String> definitions =
        new TreeMap<>(
            Map.of(
                "spendcast-job.json", JobRendering.text(job),
                "databricks.yml", BundleRendering.text(tree)));
    rendering.taskSettings().ifPresent(file -> definitions.put(file.name(), file.text()));
    return definitions;
  }

  private ObjectNode settings(Workflow workflow) {
    ObjectNode settings = rendering.settings(workflow);
    BundleLint.require(settings);
    return settings;
  }

  @Override
  public Deployment preview(Workflow workflow) {
    ObjectNode ours = settings(workflow);
    return deployment(ours, found(), rights.preview());
  }

  @Override
  public Deployment deploy(Workflow workflow) {
    ObjectNode ours = settings(workflow);
    Optional<Found> found = found();
    Deployment plan = deployment(ours, found, Rights.UNCHANGED);
    // The files and rights first: a job never wants what is not there.
    new JobFiles(workspace).upload(rendering);
    Rights given = rights.give();
    long id =
        switch (plan.change()) {
          case CREATE -> create(ours);
          case UPDATE -> reset(found.orElseThrow(), ours);
          case NONE -> found.orElseThrow().id();
        };
    return new Deployment(
        Optional.of(id),
        plan.change(),
        plan.definition(),
        plan.differences(),
        Optional.of(page(id)),
        given);
  }

  @Override
  public Removal removable() {
    Optional<Found> found = found();
    found.ifPresent(this::requireIdle);
    return new Removal(found.map(Found::id), new JobFiles(workspace).uploaded(rendering));
  }

  /** The job first: one that is there never wants a file that is gone. */
  @Override
  public Removal undeploy() {
    Removal removal = removable();
    removal.jobId().ifPresent(id -> repeating("delete the job " + id, () -> jobs.delete(id)));
    new JobFiles(workspace).delete(removal.files());
    return removal;
  }

  private void requireIdle(Found job) {
    List<Long> active =
        reading("look for runs of the job " + job.id(), () -> jobs.activeRuns(job.id()));
    if (!active.isEmpty()) {
      throw new SpendcastException(
          Kind.CONFLICT,
          "Cannot remove the job %s: its runs %s are at work."
              .formatted(rendering.name().value(), active),
          "Wait for their end or cancel them in the workspace, then try again.");
    }
  }

  private Deployment deployment(ObjectNode ours, Optional<Found> found, Rights rights) {
    List<String> differences =
        found
            .map(job -> JobDefinition.differences(job.settings(), merged(job, ours)))
            .orElse(List.of());
    Change change =
        found.isEmpty() ? Change.CREATE : differences.isEmpty() ? Change.NONE : Change.UPDATE;
    return new Deployment(
        found.map(Found::id),
        change,
        JobRendering.text(ours),
        differences,
        found.map(job -> page(job.id())),
        rights);
  }

  private URI page(long job) {
    return workspace.page("/jobs/" + job);
  }

  /** Our job as it is there. */
  private record Found(long id, ObjectNode settings) {
    boolean isOfABundle() {
      return settings.at("/deployment/kind").asText().equals("BUNDLE")
          || settings.path("edit_mode").asText().equals("UI_LOCKED");
    }

    boolean losesRunAs(ObjectNode merged) {
      return settings.has(RUN_AS) && !merged.has(RUN_AS);
    }
  }

  /** A job that is to run as nobody in particular runs as who deploys it. */
  private ObjectNode merged(Found job, ObjectNode ours) {
    ObjectNode merged = JobDefinition.merged(job.settings(), ours);
    if (job.losesRunAs(merged)) {
      // The platform would keep the one that the request leaves out.
      RunAs.write(merged.putObject(RUN_AS), reading("see who deploys", this::whoDeploys));
    }
    return merged;
  }

  private String whoDeploys() {
    return workspace.retrying().currentUser().me(new MeRequest()).getUserName();
  }

  private Optional<Found> found() {
    Optional<Found> found = ourJob().map(id -> new Found(id, theirs(id)));
    if (found.filter(Found::isOfABundle).isPresent()) {
      throw taken("there is a job of this name that a bundle owns");
    }
    return found;
  }

  private Optional<Long> ourJob() {
    List<BaseJob> named = reading("look for the job " + rendering.name().value(), this::named);
    List<Long> ours =
        named.stream().filter(DatabricksWorkflowDeployer::isOurs).map(BaseJob::getJobId).toList();
    if (named.size() > ours.size()) {
      throw taken("there is a job of this name that Spendcast did not deploy");
    }
    if (ours.size() > 1) {
      throw taken("Spendcast deployed the jobs " + ours + " under this name");
    }
    return ours.stream().findFirst();
  }

  private List<BaseJob> named() {
    List<BaseJob> named = new ArrayList<>();
    for (BaseJob job :
        workspace.retrying().jobs().list(new ListJobsRequest().setName(rendering.name().value()))) {
      // The workspace ignores case.
      if (rendering.name().value().equals(job.getSettings().getName())) {
        named.add(job);
      }
    }
    return named;
  }

  private static boolean isOurs(BaseJob job) {
    Map<String, String> tags = Objects.requireNonNullElse(job.getSettings().getTags(), Map.of());
    return JobRendering.PRODUCT.equals(tags.get(JobRendering.PRODUCT_TAG));
  }

  /** As the workspace says it, with what this SDK does not know. */
  private ObjectNode theirs(long job) {
    return reading("read the job " + job, () -> jobs.settings(job));
  }

  private long create(ObjectNode settings) {
    return writing("create the job " + rendering.name().value(), () -> jobs.create(settings));
  }

  private long reset(Found job, ObjectNode ours) {
    ObjectNode settings = merged(job, ours);
    return writing("update the job " + job.id(), () -> jobs.reset(job.id(), settings));
  }

  private SpendcastException taken(String why) {
    return new SpendcastException(
        Kind.CONFLICT,
        "Cannot change the job " + rendering.name().value() + ": " + why + ".",
        "Give databricks.job another name, deploy the bundle that owns it, or rename or delete all"
            + " but one that Spendcast deployed, in the workspace.");
  }
}

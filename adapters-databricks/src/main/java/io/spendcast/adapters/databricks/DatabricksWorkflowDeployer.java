package io.spendcast.adapters.databricks;

import static io.spendcast.adapters.databricks.DatabricksErrors.reading;
import static io.spendcast.adapters.databricks.DatabricksErrors.writing;

import com.databricks.sdk.core.utils.SerDeUtils;
import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.ResetJob;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.Deployment;
import io.spendcast.domain.workflow.Deployment.Change;
import io.spendcast.domain.workflow.Rendering;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.domain.workflow.WorkflowDeployer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Deploys the workflow as a job of a Databricks workspace, recognised by its name and a tag. */
final class DatabricksWorkflowDeployer implements WorkflowDeployer {
  private static final ObjectMapper JSON = SerDeUtils.createMapper();

  private final JobRendering rendering;
  private final BundleRendering bundle;
  private final Workspace workspace;

  DatabricksWorkflowDeployer(JobRendering rendering, BundleRendering bundle, Workspace workspace) {
    this.rendering = rendering;
    this.bundle = bundle;
    this.workspace = workspace;
  }

  @Override
  public Rendering render(Workflow workflow) {
    ObjectNode tree = bundle.tree(workflow);
    BundleLint.require(tree);
    return new Rendering(
        new TreeMap<>(
            Map.of(
                "spendcast-job.json", JobRendering.text(settings(workflow)),
                "databricks.yml", BundleRendering.text(tree))),
        bundle.copies());
  }

  private ObjectNode settings(Workflow workflow) {
    ObjectNode settings = rendering.settings(workflow);
    BundleLint.require(settings);
    return settings;
  }

  @Override
  public Deployment preview(Workflow workflow) {
    ObjectNode ours = settings(workflow);
    return deployment(ours, found());
  }

  @Override
  public Deployment deploy(Workflow workflow) {
    ObjectNode ours = settings(workflow);
    Optional<Found> found = found();
    Deployment plan = deployment(ours, found);
    // The jar first: a job never names one that is not there.
    new JarUpload(workspace).upload(rendering.jar());
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
        Optional.of(page(id)));
  }

  private Deployment deployment(ObjectNode ours, Optional<Found> found) {
    List<String> differences =
        found
            .map(job -> JobDefinition.differences(job.settings(), job.settled(ours)))
            .orElse(List.of());
    Change change =
        found.isEmpty() ? Change.CREATE : differences.isEmpty() ? Change.NONE : Change.UPDATE;
    return new Deployment(
        found.map(Found::id),
        change,
        JobRendering.text(ours),
        differences,
        found.map(job -> page(job.id())));
  }

  private URI page(long job) {
    return workspace.page("/jobs/" + job);
  }

  /** Our job as it is there. */
  private record Found(long id, ObjectNode settings) {
    ObjectNode settled(ObjectNode ours) {
      return JobDefinition.resumedAs(settings, ours);
    }
  }

  private Optional<Found> found() {
    return ourJob().map(id -> new Found(id, theirs(id)));
  }

  private Optional<Long> ourJob() {
    List<BaseJob> named = reading("look for the job " + rendering.jobName(), this::named);
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
        workspace.reading().jobs().list(new ListJobsRequest().setName(rendering.jobName()))) {
      // The workspace ignores case.
      if (rendering.jobName().equals(job.getSettings().getName())) {
        named.add(job);
      }
    }
    return named;
  }

  private static boolean isOurs(BaseJob job) {
    Map<String, String> tags = Objects.requireNonNullElse(job.getSettings().getTags(), Map.of());
    return JobRendering.PRODUCT.equals(tags.get(JobRendering.PRODUCT_TAG));
  }

  private ObjectNode theirs(long job) {
    JobSettings settings =
        reading("read the job " + job, () -> workspace.reading().jobs().get(job).getSettings());
    return JSON.valueToTree(settings);
  }

  private long create(ObjectNode settings) {
    CreateJob job = JSON.convertValue(settings, CreateJob.class);
    return writing(
        "create the job " + rendering.jobName(),
        () -> workspace.writing().jobs().create(job).getJobId());
  }

  private long reset(Found job, ObjectNode ours) {
    ObjectNode settings = JobDefinition.over(job.settings(), job.settled(ours));
    ResetJob change =
        new ResetJob()
            .setJobId(job.id())
            .setNewSettings(JSON.convertValue(settings, JobSettings.class));
    return writing(
        "update the job " + job.id(),
        () -> {
          workspace.writing().jobs().reset(change);
          return job.id();
        });
  }

  private SpendcastException taken(String why) {
    return new SpendcastException(
        Kind.CONFLICT,
        "Cannot deploy the job " + rendering.jobName() + ": " + why + ".",
        "Give databricks.job another name, or rename or delete all but one that Spendcast"
            + " deployed, in the workspace.");
  }
}

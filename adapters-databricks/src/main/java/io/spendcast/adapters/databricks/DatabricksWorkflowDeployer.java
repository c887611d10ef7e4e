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
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.domain.workflow.WorkflowDeployer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Deploys the workflow as a job of a Databricks workspace, recognised by its name and a tag. */
final class DatabricksWorkflowDeployer implements WorkflowDeployer {
  private static final ObjectMapper JSON = SerDeUtils.createMapper();

  private final JobRendering rendering;
  private final Workspace workspace;

  DatabricksWorkflowDeployer(JobRendering rendering, Workspace workspace) {
    this.rendering = rendering;
    this.workspace = workspace;
  }

  @Override
  public String render(Workflow workflow) {
    return JobRendering.text(rendering.settings(workflow));
  }

  @Override
  public Deployment preview(Workflow workflow) {
    ObjectNode ours = rendering.settings(workflow);
    Optional<Long> job = ourJob();
    return new Deployment(job, change(job.map(this::theirs), ours), JobRendering.text(ours));
  }

  @Override
  public Deployment deploy(Workflow workflow) {
    ObjectNode ours = rendering.settings(workflow);
    Optional<Long> job = ourJob();
    Optional<ObjectNode> theirs = job.map(this::theirs);
    Change change = change(theirs, ours);
    long id =
        switch (change) {
          case CREATE -> create(ours);
          case UPDATE -> reset(job.orElseThrow(), JobDefinition.over(theirs.orElseThrow(), ours));
          case NONE -> job.orElseThrow();
        };
    return new Deployment(Optional.of(id), change, JobRendering.text(ours));
  }

  private static Change change(Optional<ObjectNode> theirs, ObjectNode ours) {
    return theirs
        .map(settings -> JobDefinition.covers(settings, ours) ? Change.NONE : Change.UPDATE)
        .orElse(Change.CREATE);
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
        workspace.reading().list(new ListJobsRequest().setName(rendering.jobName()))) {
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
        reading("read the job " + job, () -> workspace.reading().get(job).getSettings());
    return JSON.valueToTree(settings);
  }

  private long create(ObjectNode settings) {
    CreateJob job = JSON.convertValue(settings, CreateJob.class);
    return writing(
        "create the job " + rendering.jobName(), () -> workspace.writing().create(job).getJobId());
  }

  private long reset(long job, ObjectNode settings) {
    ResetJob change =
        new ResetJob().setJobId(job).setNewSettings(JSON.convertValue(settings, JobSettings.class));
    return writing(
        "update the job " + job,
        () -> {
          workspace.writing().reset(change);
          return job;
        });
  }

  private SpendcastException taken(String why) {
    return new SpendcastException(
        Kind.CONFLICT,
        "Cannot deploy the job " + rendering.jobName() + ": " + why + ".",
        "Rename or delete all but one that Spendcast deployed, in the workspace.");
  }
}

package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.Kind;
import io.spendcast.domain.workflow.Deployment;
import io.spendcast.domain.workflow.Deployment.Change;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.domain.workflow.WorkflowDeployer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link WorkflowDeployer} does. */
public abstract class WorkflowDeployerContract {
  private static final Workflow SHORTER =
      new Workflow(
          List.of(
              new Workflow.Step(Task.INGEST, Set.of()),
              new Workflow.Step(Task.FEATURES, Set.of(Task.INGEST))));

  /** A deployer to this test's platform, which has no job at first. */
  protected abstract WorkflowDeployer deployer();

  /** Lets a job that Spendcast did not make take the name. */
  protected abstract void aForeignJobTakesTheName();

  @Test
  void a_rendered_job_names_every_task() {
    assertThat(deployer().render(Workflow.STANDARD).definitions()).isNotEmpty();
    for (String definition : deployer().render(Workflow.STANDARD).definitions().values()) {
      for (Task task : Workflow.STANDARD.tasks()) {
        assertThat(definition).contains(task.label());
      }
    }
  }

  @Test
  void rendering_again_gives_the_same_text() {
    assertThat(deployer().render(Workflow.STANDARD))
        .isEqualTo(deployer().render(Workflow.STANDARD))
        .isNotEqualTo(deployer().render(SHORTER));
  }

  @Test
  void a_preview_changes_nothing() {
    Deployment preview = deployer().preview(Workflow.STANDARD);
    assertThat(preview.change()).isEqualTo(Change.CREATE);
    assertThat(preview.jobId()).isEmpty();
    assertThat(deployer().preview(Workflow.STANDARD)).isEqualTo(preview);
  }

  @Test
  void the_first_deployment_creates_the_job() {
    Deployment deployment = deployer().deploy(Workflow.STANDARD);
    assertThat(deployment.change()).isEqualTo(Change.CREATE);
    assertThat(deployment.jobId()).isPresent();
    assertThat(deployment.page()).isPresent();
    assertThat(deployer().render(Workflow.STANDARD).definitions())
        .containsValue(deployment.definition());
  }

  @Test
  void deploying_the_same_workflow_again_changes_nothing() {
    Optional<Long> job = deployer().deploy(Workflow.STANDARD).jobId();
    Deployment again = deployer().deploy(Workflow.STANDARD);
    assertThat(again.change()).isEqualTo(Change.NONE);
    assertThat(again.jobId()).isEqualTo(job);
    assertThat(again.differences()).isEmpty();
  }

  @Test
  void another_workflow_updates_the_job() {
    Optional<Long> job = deployer().deploy(Workflow.STANDARD).jobId();
    assertThat(deployer().preview(SHORTER).change()).isEqualTo(Change.UPDATE);
    Deployment update = deployer().deploy(SHORTER);
    assertThat(update.change()).isEqualTo(Change.UPDATE);
    assertThat(update.jobId()).isEqualTo(job);
    assertThat(update.differences()).isNotEmpty();
    assertThat(deployer().preview(SHORTER).change()).isEqualTo(Change.NONE);
  }

  @Test
  void a_foreign_job_of_the_same_name_is_not_touched() {
    aForeignJobTakesTheName();
    assertFails(Kind.CONFLICT, () -> deployer().deploy(Workflow.STANDARD));
    assertFails(Kind.CONFLICT, () -> deployer().deploy(Workflow.STANDARD));
  }

  @Test
  void what_was_deployed_is_removed_and_can_be_deployed_again() {
    Optional<Long> job = deployer().deploy(Workflow.STANDARD).jobId();
    assertThat(deployer().removable().jobId()).isEqualTo(job);
    assertThat(deployer().preview(Workflow.STANDARD).change()).isEqualTo(Change.NONE);
    assertThat(deployer().undeploy().jobId()).isEqualTo(job);
    assertThat(deployer().preview(Workflow.STANDARD).change()).isEqualTo(Change.CREATE);
    assertThat(deployer().deploy(Workflow.STANDARD).change()).isEqualTo(Change.CREATE);
  }

  @Test
  void removing_what_is_not_there_removes_nothing() {
    assertThat(deployer().removable().isEmpty()).isTrue();
    assertThat(deployer().undeploy().isEmpty()).isTrue();
  }

  @Test
  void a_foreign_job_of_the_same_name_is_not_removed() {
    aForeignJobTakesTheName();
    assertFails(Kind.CONFLICT, () -> deployer().removable());
    assertFails(Kind.CONFLICT, () -> deployer().undeploy());
    assertFails(Kind.CONFLICT, () -> deployer().deploy(Workflow.STANDARD));
  }
}

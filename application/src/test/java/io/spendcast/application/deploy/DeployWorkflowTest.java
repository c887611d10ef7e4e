package io.spendcast.application.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.spendcast.domain.workflow.Deployment;
import io.spendcast.domain.workflow.Deployment.Change;
import io.spendcast.domain.workflow.Workflow;
import io.spendcast.testkit.InMemoryWorkflowDeployer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeployWorkflowTest {
  private final InMemoryWorkflowDeployer platform = new InMemoryWorkflowDeployer();
  private final DeployWorkflow deploy = new DeployWorkflow(platform);

  private Change due() {
    return platform.preview(Workflow.STANDARD).change();
  }

  @Test
  void a_preview_says_what_would_change_and_changes_nothing() {
    Deployment preview =
        deploy
            .deploy(DeployWorkflow.Mode.PREVIEW, plan -> fail("nothing is about to change"))
            .deployment();
    assertThat(preview.change()).isEqualTo(Change.CREATE);
    assertThat(preview.jobId()).isEmpty();
    assertThat(due()).isEqualTo(Change.CREATE);
  }

  @Test
  void what_is_about_to_change_is_reported_before_it_does() {
    List<Change> planned = new ArrayList<>();
    List<Change> dueThen = new ArrayList<>();
    Deployment deployed =
        deploy
            .deploy(
                DeployWorkflow.Mode.DEPLOY,
                plan -> {
                  planned.add(plan.change());
                  dueThen.add(due());
                })
            .deployment();
    assertThat(planned).containsExactly(Change.CREATE);
    assertThat(dueThen).containsExactly(Change.CREATE);
    assertThat(deployed.jobId()).isPresent();
    assertThat(due()).isEqualTo(Change.NONE);
  }

  @Test
  void nothing_is_deployed_if_the_plan_cannot_be_reported() {
    assertThatThrownBy(
            () ->
                deploy.deploy(
                    DeployWorkflow.Mode.DEPLOY,
                    plan -> {
                      throw new IllegalStateException("nobody reads it");
                    }))
        .hasMessage("nobody reads it");
    assertThat(due()).isEqualTo(Change.CREATE);
  }

  @Test
  void a_job_is_removed_only_if_that_is_asked_for_and_is_not_missed_afterwards() {
    deploy.deploy(DeployWorkflow.Mode.DEPLOY, plan -> {});
    UndeployWorkflow undeploy = new UndeployWorkflow(platform);
    var removable = undeploy.undeploy(UndeployWorkflow.Mode.PREVIEW).removal();
    assertThat(removable.jobId()).isPresent();
    assertThat(due()).isEqualTo(Change.NONE);
    assertThat(undeploy.undeploy(UndeployWorkflow.Mode.REMOVE).removal()).isEqualTo(removable);
    assertThat(due()).isEqualTo(Change.CREATE);
    assertThat(undeploy.undeploy(UndeployWorkflow.Mode.REMOVE).removal().isEmpty()).isTrue();
  }
}

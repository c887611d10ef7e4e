package io.spendcast.adapters.databricks.preflight;

import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.reading;

import com.databricks.sdk.core.DatabricksConfig;
import io.spendcast.adapters.databricks.rights.Identities;
import io.spendcast.adapters.databricks.rights.Identity;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.adapters.databricks.workspace.WorkspaceCalls;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Preflight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the workspace: who we are there, what the job's clusters want, and what whom the job
 * runs as may do.
 */
public final class WorkspacePreflight implements Preflight {
  private static final String CLUSTER_TOKEN = "runtime";
  private static final String WORKSPACE = "Databricks workspace";

  private final Workspace workspace;
  private final WorkspaceCalls calls;
  private final Ground ground;

  public WorkspacePreflight(Workspace workspace, Ground ground) {
    this.workspace = workspace;
    this.calls = WorkspaceCalls.once(workspace);
    this.ground = ground;
  }

  @Override
  public List<Finding> findings() {
    try {
      return found(reading("reach the workspace", () -> new Identities(calls).ours()));
    } catch (SpendcastException e) {
      // Whoever cannot come in has nothing else to look at.
      return List.of(Finding.of(WORKSPACE, e));
    }
  }

  private List<Finding> found(Identity us) {
    DatabricksConfig access = workspace.once().config();
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.pass(WORKSPACE + " " + access.getHost()));
    findings.add(credentials(access.getAuthType()));
    findings.addAll(new ClusterCheck(calls, ground.machines()).findings());
    if (ground.runAs().isBlank() || ground.runAs().equals(us.name())) {
      findings.addAll(rights(us));
    } else {
      findings.addAll(rightsOfAnother());
    }
    return findings;
  }

  /** The token of a cluster lasts about an hour and is not renewed. */
  private static Finding credentials(String type) {
    String what = "credentials of type " + type;
    return CLUSTER_TOKEN.equals(type)
        ? Finding.warn(
            what,
            "They last about an hour: for longer runs give the job a service principal with OAuth,"
                + " by DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET from a secret scope.")
        : Finding.pass(what);
  }

  private List<Finding> rightsOfAnother() {
    String what = "the job runs as " + ground.runAs();
    Optional<Identity> who;
    try {
      who = reading("look for " + ground.runAs(), () -> new Identities(calls).find(ground.runAs()));
    } catch (SpendcastException e) {
      return List.of(Finding.of(what, e));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        who.isPresent()
            ? Finding.pass(what)
            : Finding.warn(
                what,
                "The workspace shows you nobody of this name. Correct databricks.operation.run-as,"
                    + " or make sure that it is there and you may use it."));
    findings.addAll(rights(who.orElseGet(() -> new Identity(ground.runAs(), Set.of()))));
    return findings;
  }

  private List<Finding> rights(Identity who) {
    RightsCheck check = new RightsCheck(who, calls);
    List<Finding> findings = new ArrayList<>(ground.securables().stream().map(check::of).toList());
    findings.add(check.ofModel(ground.model()));
    findings.add(check.ofExperiment(ground.experiment()));
    return findings;
  }
}

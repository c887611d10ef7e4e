package io.spendcast.adapters.databricks;

import io.spendcast.adapters.databricks.lint.BundleLint;
import io.spendcast.adapters.databricks.lint.LocalJars;
import io.spendcast.adapters.databricks.preflight.WorkspacePreflight;
import io.spendcast.adapters.databricks.registry.ModelCopies;
import io.spendcast.adapters.databricks.registry.UnityCatalogRegistry;
import io.spendcast.adapters.databricks.registry.WorkspaceRegistry;
import io.spendcast.adapters.databricks.workspace.DatabricksErrors;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.domain.preflight.Preflight;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.workflow.WorkflowDeployer;
import io.spendcast.domain.workflow.WorkflowRuns;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Gives the ports that a Databricks workspace serves. */
public final class DatabricksAdapters implements AutoCloseable {
  private static final int SECONDS_BETWEEN_LOOKS = 15;

  private final DatabricksConfig config;
  private final Workspace workspace;
  private final ModelCopies copies;
  private final Clock clock;

  private DatabricksAdapters(DatabricksConfig config, Clock clock) {
    this.config = config;
    this.workspace = new Workspace(config.entry());
    this.copies = new ModelCopies(config.scratch());
    this.clock = clock;
  }

  /** Keeps the settings; the workspace is asked when a port needs it. */
  public static DatabricksAdapters open(DatabricksConfig config, Clock clock) {
    return new DatabricksAdapters(config, clock);
  }

  /** Deploys the workflow as a job. */
  public WorkflowDeployer deployer() {
    return new DatabricksWorkflowDeployer(config, workspace);
  }

  /** Starts and follows runs of the job. */
  public WorkflowRuns runs() {
    return new DatabricksWorkflowRuns(workspace, new JobRendering(config));
  }

  /** The workspace's address. */
  public String host() {
    return DatabricksErrors.reading("find the workspace", workspace::host);
  }

  /**
   * The header that lets us in now; asked for again before late calls, since tokens are renewed.
   */
  public String authorization() {
    return DatabricksErrors.reading("be let into the workspace", workspace::authorization);
  }

  /** Waits a while before a run is looked at again. */
  public void pauseBetweenLooks() {
    workspace.pause(SECONDS_BETWEEN_LOOKS);
  }

  /** What is wrong with a bundle or a job's definition that somebody changed, as YAML or JSON. */
  public Lint lint() {
    return (definition, folder) ->
        BundleLint.problems(definition, new LocalJars(Optional.of(folder)));
  }

  /** Finds faults that the official schema lets pass. */
  public interface Lint {
    /**
     * The problems, one sentence each; empty if there are none.
     *
     * @param folder of the definition, and of what it names by paths
     */
    List<String> problems(String definition, Path folder);
  }

  /** Keeps models in Unity Catalog, whose aliases stand for the stages. */
  public ModelRegistry unityCatalogRegistry() {
    return new UnityCatalogRegistry(config.catalog(), config.schema(), workspace, copies, clock);
  }

  /** Keeps models in a workspace's own registry, which has stages. */
  public ModelRegistry workspaceRegistry() {
    return new WorkspaceRegistry(workspace, copies, clock);
  }

  /**
   * Looks at the workspace before it is used. It is asked once: who looks wants to know now.
   *
   * @param lake where the tables are; looked at if it is in a volume
   * @param sources the source tables of the catalog, by their names
   */
  public Preflight preflight(String lake, List<String> sources) {
    return new WorkspacePreflight(workspace, config.ground(lake, sources));
  }

  /** Deletes copies of models that were fetched; nothing else stays open between calls. */
  @Override
  public void close() {
    copies.close();
  }
}

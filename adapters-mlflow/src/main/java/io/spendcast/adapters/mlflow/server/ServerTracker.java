package io.spendcast.adapters.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.mlflow.format.EntryNames;
import io.spendcast.adapters.mlflow.format.Locations;
import io.spendcast.adapters.mlflow.format.RunTags;
import io.spendcast.adapters.mlflow.http.HttpCalls;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.adapters.mlflow.http.MlflowErrors.Work;
import io.spendcast.adapters.mlflow.http.NoResponse;
import io.spendcast.adapters.mlflow.http.Server;
import io.spendcast.adapters.mlflow.http.ServerRefusal;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.tracking.Artifact;
import io.spendcast.domain.tracking.ExperimentTracker;
import io.spendcast.domain.tracking.RunRecord;
import io.spendcast.domain.tracking.TrackedRun;
import io.spendcast.domain.training.ModelArtifact;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps runs on an MLflow server. A run counts only when it is finished, which is the last request
 * of recording it; a run that a crash left unfinished is deleted when it is recorded again.
 */
public final class ServerTracker implements ExperimentTracker {
  private final Server server;
  private final ServerExperiment experiment;
  private final Clock clock;

  public ServerTracker(Server server, String experiment, Clock clock) {
    this(server, new ServerExperiment(experiment), clock);
  }

  public ServerTracker(Server server, ServerExperiment experiment, Clock clock) {
    this.server = server;
    this.experiment = experiment;
    this.clock = clock;
  }

  @Override
  public Optional<TrackedRun> find(String key) {
    return MlflowErrors.during(
        "look for the run " + key + " at " + server.address(),
        () -> {
          HttpCalls calls = server.calls();
          Optional<String> id = experiment.find(calls);
          return id.isPresent() ? finished(runs(calls, id.get(), key), calls) : Optional.empty();
        });
  }

  @Override
  public TrackedRun record(RunRecord run) {
    EntryNames.check(run);
    return MlflowErrors.during(
        "record the run " + run.key() + " at " + server.address(),
        () -> {
          HttpCalls calls = server.calls();
          Optional<String> id = unseen(() -> experiment.find(calls));
          if (id.isEmpty()) {
            return recorded(run, unseen(() -> experiment.create(calls)), List.of(), calls);
          }
          List<ServerRun> before = runs(calls, id.get(), run.key());
          Optional<TrackedRun> known = finished(before, calls);
          return known.isPresent() ? known.get() : recorded(run, id.get(), before, calls);
        });
  }

  @Override
  public void attach(TrackedRun run, Artifact artifact) {
    EntryNames.check("artifact", Set.of(artifact.path()));
    MlflowErrors.during(
        "attach " + artifact.path() + " to the run " + run.id() + " at " + server.address(),
        () -> {
          HttpCalls calls = server.calls();
          ServerRun known =
              run(run.id(), calls)
                  .orElseThrow(
                      () ->
                          new SpendcastException(
                              Kind.NOT_FOUND,
                              "Cannot attach %s to the run %s: there is no such run."
                                  .formatted(artifact.path(), run.id()),
                              "Record it first."));
          Artifacts.at(known.artifacts(), calls, server.address())
              .put(artifact.path(), artifact.text());
          return run;
        });
  }

  private TrackedRun recorded(RunRecord run, String id, List<ServerRun> left, HttpCalls calls)
      throws IOException {
    RunUpload upload = new RunUpload(run, calls, server.address(), clock);
    ServerRun written =
        unseen(
            () -> {
              requireParent(run, id, calls);
              delete(left, calls);
              return upload.write(id);
            });
    upload.finish(written);
    try {
      return settled(id, run, written, calls);
    } catch (NoResponse e) {
      throw e.afterActing();
    }
  }

  /** Until a run is finished, nobody takes it for one, so that a failure has changed nothing. */
  private static <T> T unseen(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (NoResponse e) {
      throw e.withoutEffect();
    }
  }

  /** Of two that were recorded at once all keep the same one. */
  private TrackedRun settled(String id, RunRecord run, ServerRun written, HttpCalls calls)
      throws IOException {
    List<ServerRun> runs = runs(calls, id, run.key());
    ServerRun kept = kept(runs).orElseThrow();
    delete(runs.stream().filter(other -> !other.equals(kept)).toList(), calls);
    return kept.id().equals(written.id()) ? tracked(kept, run) : tracked(kept, calls);
  }

  /** What we have just written ourselves. */
  private static TrackedRun tracked(ServerRun kept, RunRecord run) {
    Optional<ModelArtifact> model =
        kept.model().flatMap(at -> run.model().map(own -> own.at(Locations.directory(at))));
    return new TrackedRun(kept.id(), kept.name(), model);
  }

  private static Optional<ServerRun> kept(List<ServerRun> runs) {
    return runs.stream().filter(ServerRun::isFinished).min(Comparator.comparing(ServerRun::id));
  }

  private Optional<TrackedRun> finished(List<ServerRun> runs, HttpCalls calls) throws IOException {
    Optional<ServerRun> kept = kept(runs);
    return kept.isPresent() ? Optional.of(tracked(kept.get(), calls)) : Optional.empty();
  }

  private static void delete(List<ServerRun> runs, HttpCalls calls) throws IOException {
    for (ServerRun run : runs) {
      new LoggedModels(calls).delete(run);
      calls.send("POST", "runs/delete", Map.of("run_id", run.id()));
    }
  }

  private static List<ServerRun> runs(HttpCalls calls, String experiment, String key)
      throws IOException {
    Map<String, Object> question =
        Map.of(
            "experiment_ids",
            List.of(experiment),
            "filter",
            "tags.`%s` = %s".formatted(RunTags.KEY, Filters.quoted(key)),
            "max_results",
            1000);
    List<ServerRun> runs = new ArrayList<>();
    for (JsonNode run : calls.ask("runs/search", question).path("runs")) {
      runs.add(ServerRun.parse(run));
    }
    return runs;
  }

  private TrackedRun tracked(ServerRun run, HttpCalls calls) throws IOException {
    Optional<ModelArtifact> model = Optional.empty();
    if (run.model().isPresent()) {
      model =
          Optional.of(ServerModelFiles.at(run.model().get(), calls, server.address()).describe());
    }
    return new TrackedRun(run.id(), run.name(), model);
  }

  private void requireParent(RunRecord run, String id, HttpCalls calls) throws IOException {
    if (run.parentId().isPresent() && !exists(run.parentId().get(), id, calls)) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot record the run " + run.key() + ": the run it belongs to does not exist.",
          "Record the run " + run.parentId().get() + " first, in the same experiment.");
    }
  }

  private static boolean exists(String runId, String experiment, HttpCalls calls)
      throws IOException {
    return run(runId, calls).filter(run -> run.experiment().equals(experiment)).isPresent();
  }

  private static Optional<ServerRun> run(String id, HttpCalls calls) throws IOException {
    try {
      return Optional.of(ServerRun.parse(calls.get("runs/get", Map.of("run_id", id)).path("run")));
    } catch (ServerRefusal e) {
      if (e.isAbsence() || e.code().equals("INVALID_PARAMETER_VALUE")) {
        return Optional.empty();
      }
      throw e;
    }
  }
}

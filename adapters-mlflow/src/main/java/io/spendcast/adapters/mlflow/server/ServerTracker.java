package io.spendcast.adapters.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.mlflow.format.EntryNames;
import io.spendcast.adapters.mlflow.format.Locations;
import io.spendcast.adapters.mlflow.format.RunTags;
import io.spendcast.adapters.mlflow.http.Conversation;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.adapters.mlflow.http.MlflowErrors.Work;
import io.spendcast.adapters.mlflow.http.NoAnswer;
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
 * Keeps runs on an MLflow server. A run counts only when it is finished, which is the last thing
 * that is told; what a crash left unfinished is thrown away when the run is recorded again.
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
          Conversation talk = server.converse();
          Optional<String> id = experiment.find(talk);
          return id.isPresent() ? finished(runs(talk, id.get(), key), talk) : Optional.empty();
        });
  }

  @Override
  public TrackedRun record(RunRecord run) {
    EntryNames.check(run);
    return MlflowErrors.during(
        "record the run " + run.key() + " at " + server.address(),
        () -> {
          Conversation talk = server.converse();
          Optional<String> id = unseen(() -> experiment.find(talk));
          if (id.isEmpty()) {
            return recorded(run, unseen(() -> experiment.create(talk)), List.of(), talk);
          }
          List<ServerRun> before = runs(talk, id.get(), run.key());
          Optional<TrackedRun> known = finished(before, talk);
          return known.isPresent() ? known.get() : recorded(run, id.get(), before, talk);
        });
  }

  @Override
  public void attach(TrackedRun run, Artifact artifact) {
    EntryNames.check("artifact", Set.of(artifact.path()));
    MlflowErrors.during(
        "attach " + artifact.path() + " to the run " + run.id() + " at " + server.address(),
        () -> {
          Conversation talk = server.converse();
          ServerRun known =
              run(run.id(), talk)
                  .orElseThrow(
                      () ->
                          new SpendcastException(
                              Kind.NOT_FOUND,
                              "Cannot attach %s to the run %s: there is no such run."
                                  .formatted(artifact.path(), run.id()),
                              "Record it first."));
          Artifacts.at(known.artifacts(), talk, server.address())
              .put(artifact.path(), artifact.text());
          return run;
        });
  }

  private TrackedRun recorded(RunRecord run, String id, List<ServerRun> left, Conversation talk)
      throws IOException {
    RunUpload upload = new RunUpload(run, talk, server.address(), clock);
    ServerRun written =
        unseen(
            () -> {
              requireParent(run, id, talk);
              delete(left, talk);
              return upload.write(id);
            });
    upload.finish(written);
    try {
      return settled(id, run, written, talk);
    } catch (NoAnswer e) {
      throw e.afterActing();
    }
  }

  /** Until a run is finished, nobody takes it for one, so that a failure has changed nothing. */
  private static <T> T unseen(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (NoAnswer e) {
      throw e.withoutEffect();
    }
  }

  /** Of two that were recorded at once all keep the same one. */
  private TrackedRun settled(String id, RunRecord run, ServerRun written, Conversation talk)
      throws IOException {
    List<ServerRun> runs = runs(talk, id, run.key());
    ServerRun kept = kept(runs).orElseThrow();
    delete(runs.stream().filter(other -> !other.equals(kept)).toList(), talk);
    return kept.id().equals(written.id()) ? tracked(kept, run) : tracked(kept, talk);
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

  private Optional<TrackedRun> finished(List<ServerRun> runs, Conversation talk)
      throws IOException {
    Optional<ServerRun> kept = kept(runs);
    return kept.isPresent() ? Optional.of(tracked(kept.get(), talk)) : Optional.empty();
  }

  private static void delete(List<ServerRun> runs, Conversation talk) throws IOException {
    for (ServerRun run : runs) {
      new LoggedModels(talk).delete(run);
      talk.tell("POST", "runs/delete", Map.of("run_id", run.id()));
    }
  }

  private static List<ServerRun> runs(Conversation talk, String experiment, String key)
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
    for (JsonNode run : talk.ask("runs/search", question).path("runs")) {
      runs.add(ServerRun.parse(run));
    }
    return runs;
  }

  private TrackedRun tracked(ServerRun run, Conversation talk) throws IOException {
    Optional<ModelArtifact> model = Optional.empty();
    if (run.model().isPresent()) {
      model = Optional.of(ServerModel.at(run.model().get(), talk, server.address()).describe());
    }
    return new TrackedRun(run.id(), run.name(), model);
  }

  private void requireParent(RunRecord run, String id, Conversation talk) throws IOException {
    if (run.parentId().isPresent() && !exists(run.parentId().get(), id, talk)) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot record the run " + run.key() + ": the run it belongs to does not exist.",
          "Record the run " + run.parentId().get() + " first, in the same experiment.");
    }
  }

  private static boolean exists(String runId, String experiment, Conversation talk)
      throws IOException {
    return run(runId, talk).filter(run -> run.experiment().equals(experiment)).isPresent();
  }

  private static Optional<ServerRun> run(String id, Conversation talk) throws IOException {
    try {
      return Optional.of(ServerRun.parse(talk.get("runs/get", Map.of("run_id", id)).path("run")));
    } catch (ServerRefusal e) {
      if (e.isAbsence() || e.code().equals("INVALID_PARAMETER_VALUE")) {
        return Optional.empty();
      }
      throw e;
    }
  }
}

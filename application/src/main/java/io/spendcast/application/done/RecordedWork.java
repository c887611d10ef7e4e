package io.spendcast.application.done;

import io.spendcast.application.done.VerifyLake.Checked;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.audit.TableState;
import io.spendcast.domain.prediction.PredictionBatch;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Holds what is no table of its own against the manifests: runs, the model and each forecast. */
record RecordedWork(FinishedWork finished) {
  List<Checked> held(List<RunManifest> manifests) {
    List<Checked> checked = new ArrayList<>();
    VerifyLake.newest(manifests, Task.TRAIN)
        .forEach(
            manifest ->
                checked.add(
                    checked(
                        "tracked runs of " + manifest.run(),
                        Task.TRAIN,
                        manifest,
                        "a run or its model is gone or changed")));
    VerifyLake.newest(manifests, Task.REGISTER)
        .forEach(
            manifest ->
                checked.add(
                    checked(
                        "registered model of " + manifest.run(),
                        Task.REGISTER,
                        manifest,
                        "the version or its files are gone or changed")));
    checked.addAll(forecasts(manifests));
    return checked;
  }

  private Checked checked(String name, Task task, RunManifest manifest, String damage) {
    return isThere(task, manifest)
        ? new Checked(
            name, Optional.of(task), Optional.empty(), Optional.empty(), remark(List.of()))
        : new Checked(
            name,
            Optional.of(task),
            Optional.empty(),
            Optional.empty(),
            TableState.damaged(damage));
  }

  /** What is damaged may be refused instead of missed. */
  private boolean isThere(Task task, RunManifest manifest) {
    try {
      return finished.isThere(task, manifest);
    } catch (SpendcastException e) {
      if (e.kind() == Kind.INVALID || e.kind() == Kind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** The forecast of the newest run must be there; owners may delete earlier ones. */
  private List<Checked> forecasts(List<RunManifest> manifests) {
    List<Checked> checked = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (RunManifest manifest : manifests) {
      manifest
          .prediction()
          .filter(made -> !seen.contains(name(made)))
          .ifPresent(
              made -> {
                checked.add(forecast(made, manifest, seen.isEmpty()));
                seen.add(name(made));
              });
    }
    return checked;
  }

  private Checked forecast(PredictionRun made, RunManifest manifest, boolean newest) {
    TableVersion published = made.receipt().table();
    String missing = "they are not in %s any more".formatted(published.table());
    boolean there = isThere(Task.PREDICT, manifest);
    return new Checked(
        name(made),
        Optional.of(Task.PREDICT),
        Optional.empty(),
        Optional.empty(),
        there || !newest
            ? remark(there ? List.of() : List.of(missing))
            : TableState.damaged(missing));
  }

  private static String name(PredictionRun made) {
    PredictionBatch batch = made.batch();
    return "forecasts of %s, %s days, by version %s"
        .formatted(batch.asOf(), batch.horizon().days(), batch.modelVersion());
  }

  private static TableState remark(List<String> remarks) {
    return new TableState(
        List.of(), remarks, OptionalLong.empty(), Optional.empty(), OptionalLong.empty());
  }
}

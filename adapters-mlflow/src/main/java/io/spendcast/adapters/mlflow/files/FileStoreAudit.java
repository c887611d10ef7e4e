package io.spendcast.adapters.mlflow.files;

import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.audit.StoreAudit;
import io.spendcast.domain.audit.StoreFlaw;
import io.spendcast.domain.registry.ModelName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds the files of embedded stores against the digests beside them. */
public final class FileStoreAudit implements StoreAudit {
  private static final String RUN = "run ";
  private static final String MODEL = "registered model ";

  private final Optional<Store> runs;
  private final Optional<Store> models;
  private final Clock clock;

  /**
   * An audit of embedded stores.
   *
   * @param runs where runs are kept, if that is one
   * @param models where models are registered, if that is one
   */
  public FileStoreAudit(Optional<Store> runs, Optional<Store> models, Clock clock) {
    this.runs = runs;
    this.models = models;
    this.clock = clock;
  }

  @Override
  public List<StoreFlaw> flaws() {
    return MlflowErrors.during(
        "look at the files of runs and models",
        () -> {
          List<StoreFlaw> flaws = new ArrayList<>();
          if (runs.isPresent()) {
            addRuns(runs.get(), flaws);
          }
          if (models.isPresent()) {
            addModels(models.get(), flaws);
          }
          return flaws;
        });
  }

  private static void addRuns(Store store, List<StoreFlaw> flaws) throws IOException {
    store.settle();
    for (WrittenExperiment experiment : WrittenExperiment.all(store)) {
      add(flaws, "experiment " + experiment.id(), experiment.damages(), experiment.remarks());
      for (Map.Entry<String, WrittenRun> run : experiment.runs().entrySet()) {
        add(flaws, RUN + run.getKey(), run.getValue().damages(), run.getValue().remarks());
      }
    }
  }

  private void addModels(Store store, List<StoreFlaw> flaws) throws IOException {
    // By what was noted: a folder that is gone says nothing of itself.
    for (Path noted : FileTree.files(store.digests().resolve("models"))) {
      String name = noted.getFileName().toString();
      WrittenModel model =
          new WrittenModel(store, new ModelFolder(store, new ModelName(name), clock));
      store.reading(
          () -> {
            add(flaws, MODEL + name, model.damages(), model.remarks());
            return name;
          });
    }
  }

  private static void add(
      List<StoreFlaw> flaws, String place, List<String> damages, List<String> remarks) {
    if (!damages.isEmpty() || !remarks.isEmpty()) {
      flaws.add(new StoreFlaw(place, damages, remarks));
    }
  }

  @Override
  public void giveUp(StoreFlaw flaw) {
    if (runs.isEmpty() || flaw.damages().isEmpty()) {
      return;
    }
    MlflowErrors.during(
        "give up the " + flaw.place(),
        () -> {
          for (WrittenExperiment experiment : WrittenExperiment.all(runs.get())) {
            for (Map.Entry<String, WrittenRun> run : experiment.runs().entrySet()) {
              if (flaw.place().equals(RUN + run.getKey())) {
                run.getValue().giveUp();
              }
            }
          }
          return flaw;
        });
  }
}

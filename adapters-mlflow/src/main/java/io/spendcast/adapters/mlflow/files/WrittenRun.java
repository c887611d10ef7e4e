package io.spendcast.adapters.mlflow.files;

import io.spendcast.adapters.mlflow.format.Checksum;
import io.spendcast.adapters.mlflow.format.DatasetInput;
import io.spendcast.adapters.mlflow.format.MetaFile;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.tracking.RunInput;
import io.spendcast.domain.tracking.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was written of a run, held against what is there.
 *
 * <p>People rename runs and add tags in MLflow, which is theirs to do. Nobody changes what was
 * measured, the files of a model, or a tag of ours.
 *
 * @param place the run's directory in that of its experiment
 */
record WrittenRun(Store store, Path place) {
  /** In place of the digests: somebody gave the run up. */
  private static final String GIVEN_UP = "given up";

  private static final String DATASETS = "datasets/";

  private WrittenFiles files() {
    return new WrittenFiles(
        store,
        store
            .digests()
            .resolve(place.getParent().getFileName().toString())
            .resolve(place.getFileName().toString()));
  }

  /** Notes everything that is about to appear as the run. */
  void note(Path scratch, RunRecord run) throws IOException {
    Map<String, String> sums = WrittenFiles.below(scratch);
    for (RunInput read : run.inputs()) {
      String dataset = DATASETS + DatasetInput.of(read).id() + "/meta.yaml";
      sums.put(dataset, Checksum.of(place.getParent().resolve(dataset)));
    }
    files().write(sums);
  }

  /** Notes a file that came later. */
  void note(String path) throws IOException {
    Map<String, String> sums = known();
    sums.put(path, Checksum.of(place.resolve(path)));
    rewrite(sums);
  }

  /** Says nothing about a file from now on, as it is about to change. */
  void forget(String path) throws IOException {
    Map<String, String> sums = known();
    sums.remove(path);
    rewrite(sums);
  }

  private Map<String, String> known() throws IOException {
    return new TreeMap<>(files().read().orElse(Map.of()));
  }

  /** Of a run from before there were digests, nothing is known, rather than one file. */
  private void rewrite(Map<String, String> sums) throws IOException {
    if (files().read().isPresent()) {
      files().write(sums);
    }
  }

  void giveUp() throws IOException {
    files().write(Map.of(GIVEN_UP, Checksum.of(new byte[0])));
  }

  private boolean isGivenUp() throws IOException {
    return files().read().filter(sums -> sums.containsKey(GIVEN_UP)).isPresent();
  }

  /** Whether what was recorded is there; of what nobody noted, as far as it can be read. */
  boolean isWhole() throws IOException {
    return !isGivenUp() && damages().isEmpty();
  }

  List<String> damages() throws IOException {
    List<String> damages = new ArrayList<>();
    if (isGivenUp()) {
      return damages;
    }
    try {
      MetaFile meta = MetaFile.read(place.resolve("meta.yaml"));
      List.of("run_id", "run_name").forEach(meta::text);
    } catch (SpendcastException | IOException e) {
      damages.add("meta.yaml cannot be read");
    }
    if (files().isThere() && files().read().isEmpty()) {
      damages.add("the list of its digests is damaged");
    }
    for (Map.Entry<String, String> file : known().entrySet()) {
      if (isFixed(file.getKey())) {
        WrittenFiles.difference(base(file.getKey()), file.getKey(), file.getValue())
            .ifPresent(damages::add);
      }
    }
    return damages;
  }

  List<String> remarks() throws IOException {
    if (isGivenUp()) {
      return List.of("it was damaged and given up");
    }
    List<String> remarks = new ArrayList<>();
    if (!files().isThere()) {
      remarks.add("nobody knows the digests of its files");
    }
    for (Map.Entry<String, String> file : known().entrySet()) {
      if (!isFixed(file.getKey())) {
        WrittenFiles.difference(place, file.getKey(), file.getValue()).ifPresent(remarks::add);
      }
    }
    return remarks;
  }

  private Path base(String path) {
    return path.startsWith(DATASETS) ? place.getParent() : place;
  }

  private static boolean isFixed(String path) {
    return !path.equals("meta.yaml")
        && (!path.startsWith("tags/") || path.startsWith("tags/spendcast."));
  }
}

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
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

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

  WrittenFiles files() {
    return new WrittenFiles(
        store,
        store
            .digests()
            .resolve(place.getParent().getFileName().toString())
            .resolve(place.getFileName().toString()));
  }

  /** The digests of everything that is about to appear as the run. */
  Map<String, String> sums(Path scratch, RunRecord run) throws IOException {
    Map<String, String> sums = WrittenFiles.below(scratch);
    for (RunInput read : run.inputs()) {
      String dataset = DATASETS + DatasetInput.of(read).id() + "/meta.yaml";
      sums.put(dataset, Checksum.of(place.getParent().resolve(dataset)));
    }
    return sums;
  }

  /** Notes a file that came later. */
  void note(String path) throws IOException {
    String sum = Checksum.of(place.resolve(path));
    rewrite(sums -> sums.put(path, sum));
  }

  /** Says nothing about a file from now on, as it is about to change. */
  void forget(String path) throws IOException {
    rewrite(sums -> sums.remove(path));
  }

  /** Of a run from before there were digests, nothing is known, rather than one file. */
  private void rewrite(Consumer<Map<String, String>> change) throws IOException {
    Optional<Map<String, String>> noted = files().read();
    if (noted.isPresent()) {
      Map<String, String> sums = new TreeMap<>(noted.get());
      change.accept(sums);
      files().write(sums);
    }
  }

  void giveUp() throws IOException {
    files().write(Map.of(GIVEN_UP, Checksum.of(new byte[0])));
  }

  private static boolean isGivenUp(Optional<Map<String, String>> noted) {
    return noted.filter(sums -> sums.containsKey(GIVEN_UP)).isPresent();
  }

  /** Whether what was recorded is there; of what nobody noted, as far as it can be read. */
  boolean isWhole() throws IOException {
    Optional<Map<String, String>> noted = files().read();
    return !isGivenUp(noted) && damages(noted).isEmpty();
  }

  List<String> damages() throws IOException {
    return damages(files().read());
  }

  private List<String> damages(Optional<Map<String, String>> noted) throws IOException {
    List<String> damages = new ArrayList<>();
    if (isGivenUp(noted)) {
      return damages;
    }
    try {
      MetaFile meta = MetaFile.read(place.resolve("meta.yaml"));
      List.of("run_id", "run_name").forEach(meta::text);
    } catch (SpendcastException | IOException e) {
      damages.add("meta.yaml cannot be read");
    }
    if (noted.isEmpty() && files().isThere()) {
      damages.add("the list of its digests is damaged");
    }
    for (Map.Entry<String, String> file : noted.orElse(Map.of()).entrySet()) {
      if (isFixed(file.getKey())) {
        WrittenFiles.difference(base(file.getKey()), file.getKey(), file.getValue())
            .ifPresent(damages::add);
      }
    }
    return damages;
  }

  List<String> remarks() throws IOException {
    Optional<Map<String, String>> noted = files().read();
    if (isGivenUp(noted)) {
      return List.of("it was damaged and given up");
    }
    List<String> remarks = new ArrayList<>();
    if (!files().isThere()) {
      remarks.add("nobody knows the digests of its files");
    }
    for (Map.Entry<String, String> file : noted.orElse(Map.of()).entrySet()) {
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

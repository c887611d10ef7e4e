package io.spendcast.adapters.spark.prediction;

import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.SparkPaths;
import io.spendcast.domain.registry.Stage;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Where a lake has what a service needs. A service looks for it without a class of Hadoop. */
public final class ContextPlace {
  private ContextPlace() {}

  /** The file of a stage, if the lake is on a disk of this machine. */
  public static Optional<Path> file(String lake, SourceArea area, Stage stage) {
    String place = SparkPaths.decoded(lake);
    return place.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*")
        ? Optional.empty()
        : Optional.of(Path.of(place).toAbsolutePath().normalize().resolve(name(area, stage)));
  }

  /** Its name within the lake. */
  static String name(SourceArea area, Stage stage) {
    return area.predictions("context") + "-" + stage.name().toLowerCase(Locale.ROOT) + ".json";
  }
}

package io.spendcast.bootstrap.cli.workflow;

import io.spendcast.bootstrap.cli.answer.Answer;
import io.spendcast.bootstrap.cli.answer.Command;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.cli.answer.Failure;
import io.spendcast.bootstrap.cli.answer.Session;
import io.spendcast.bootstrap.text.TextTable;
import io.spendcast.bootstrap.wiring.Need;
import io.spendcast.domain.planted.PlantedPreset;
import io.spendcast.domain.planted.PlantedWorld;
import io.spendcast.domain.sales.DataSets;
import io.spendcast.domain.sales.WrittenTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes data sets to try things out on. */
@picocli.CommandLine.Command(
    description = "Write a generated data set as Parquet, one folder per table.")
public final class GenerateCommand implements Command {
  private static final String TPCDS = "tpcds";
  private static final String PLANTED = "planted";
  private static final double MOST_SCALE = 100_000;

  /** The reference setting has 50 000 customers. */
  private static final long CUSTOMERS_PER_SCALE = 50_000;

  private static final long DEFAULT_SEED = 7;

  @Parameters(
      paramLabel = "tpcds|planted",
      description =
          "The TPC-DS retailer, or a shop whose customers' hidden habits are written beside it.")
  private String dataSet = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "An empty or new directory, or a URI that Spark can write to.")
  private String out;

  @Option(
      names = "--scale",
      paramLabel = "N",
      description =
          "Size, fractions allowed: TPC-DS's scale factor, or times 50 000 planted customers; 1 if"
              + " not given.")
  private Optional<Double> scale = Optional.empty();

  @Option(
      names = "--customers",
      paramLabel = "N",
      description = "planted: number of customers, instead of --scale.")
  private Optional<Long> customers = Optional.empty();

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "planted: signal, no-signal, signal-dropout, drift, dirty, one-cohort, doubling, shrinking,"
              + " heavy-tail, subscriptions, tenure-mixed, one-price or short-history; signal if not"
              + " given.")
  private Optional<String> preset = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "planted: the world's seed; 7 if not given.")
  private Optional<Long> seed = Optional.empty();

  @Override
  public Need need() {
    return Need.DATA;
  }

  @Override
  public Answer perform(Session session) {
    return problem()
        .map(
            problem ->
                Answer.failed(
                    ExitCode.USAGE, Failure.usage(problem, "See `spendcast generate --help`.")))
        .orElseGet(() -> written(session));
  }

  private Optional<String> problem() {
    if (!List.of(TPCDS, PLANTED).contains(dataSet)) {
      return Optional.of("the data set must be tpcds or planted, not " + dataSet);
    }
    double size = scale.orElse(1.0);
    if (!(size > 0 && size <= MOST_SCALE)) {
      return Optional.of("--scale must be above 0 and at most 100000, not " + size);
    }
    return isPlanted() ? plantedProblem() : tpcdsProblem();
  }

  private boolean isPlanted() {
    return dataSet.equals(PLANTED);
  }

  private Optional<String> tpcdsProblem() {
    return customers.isPresent() || preset.isPresent() || seed.isPresent()
        ? Optional.of("--customers, --preset and --seed are of planted data only")
        : Optional.empty();
  }

  private Optional<String> plantedProblem() {
    if (scale.isPresent() && customers.isPresent()) {
      return Optional.of("--scale and --customers exclude each other");
    }
    if (size() < 1 || size() > PlantedWorld.MOST_CUSTOMERS) {
      return Optional.of(
          "customers must be 1 to %s, not %s".formatted(PlantedWorld.MOST_CUSTOMERS, size()));
    }
    return preset
        .filter(name -> PlantedPreset.find(name).isEmpty())
        .map(
            name ->
                "--preset must be one of %s, not %s"
                    .formatted(String.join(", ", PlantedPreset.labels()), name));
  }

  private long size() {
    return customers.orElseGet(() -> Math.round(scale.orElse(1.0) * CUSTOMERS_PER_SCALE));
  }

  private Answer written(Session session) {
    DataSets dataSets = session.parts().get(DataSets.class);
    Consumer<WrittenTable> progress =
        table ->
            session
                .progress()
                .note(String.format(Locale.ROOT, "%-16s %,d rows", table.table(), table.rows()));
    List<WrittenTable> tables =
        isPlanted()
            ? dataSets.planted(world(), out, progress)
            : dataSets.tpcds(scale.orElse(1.0), out, progress);
    return answer(tables);
  }

  private PlantedWorld world() {
    return PlantedWorld.of(
        preset.flatMap(PlantedPreset::find).orElse(PlantedPreset.SIGNAL),
        size(),
        seed.orElse(DEFAULT_SEED));
  }

  private Answer answer(List<WrittenTable> tables) {
    Map<String, Long> rows = new LinkedHashMap<>();
    TextTable text = new TextTable("Table", "rows");
    for (WrittenTable table : tables) {
      rows.put(table.table(), table.rows());
      text.add(table.table(), String.format(Locale.ROOT, "%,d", table.rows()));
    }
    return Answer.done(
        Answer.outputs("data_set", name(), "directory", out, "rows", rows),
        "%s, in %s%n%s".formatted(name(), out, text));
  }

  private String name() {
    return isPlanted() ? world().toString() : "tpcds scale " + scale.orElse(1.0);
  }
}

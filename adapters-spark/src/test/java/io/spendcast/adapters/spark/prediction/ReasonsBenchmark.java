package io.spendcast.adapters.spark.prediction;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.when;

import com.sun.management.OperatingSystemMXBean;
import io.spendcast.adapters.spark.scoring.BoosterReader;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LazySession;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.RunId;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.forecast.AverageModel;
import io.spendcast.domain.forecast.ForecastFile;
import io.spendcast.domain.forecast.ForecastModel;
import io.spendcast.domain.forecast.LinearModel;
import io.spendcast.domain.forecast.Link;
import io.spendcast.domain.forecast.LogRange;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.forecast.Scale;
import io.spendcast.domain.forecast.Term;
import io.spendcast.domain.prediction.Reasons;
import io.spendcast.domain.prediction.Scorer;
import io.spendcast.domain.prediction.ScoringRequest;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.ModelFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Measures what reasons add to a batch: {@code ReasonsBenchmark DIRECTORY [CUSTOMERS [ROUNDS]]}.
 * Customers are random numbers; trees are trained on them with the default settings. Each round
 * scores them without reasons and with five, the one right after the other in one JVM, and prints
 * processor time of all threads; the first round also pays for the compilers of the JVM.
 */
public final class ReasonsBenchmark {
  private static final AsOfDate AS_OF = AsOfDate.parse("2003-01-01");
  private static final int TRAINED_ON = 20_000;

  private final Lake lake;
  private final Path directory;
  private final FeatureTable features;

  private ReasonsBenchmark(Lake lake, Path directory, long customers) {
    this.lake = lake;
    this.directory = directory;
    this.features = features(customers);
  }

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, XGBoostError {
    Path directory = Path.of(arguments[0]).toAbsolutePath();
    long customers = arguments.length > 1 ? Long.parseLong(arguments[1]) : 50_000;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 7;
    try (LazySession session = new LazySession("local[2]", Map.of())) {
      Lake lake = new Lake(session, directory.resolve("lake").toString());
      new ReasonsBenchmark(lake, directory, customers).run(rounds);
    }
  }

  private FeatureTable features(long customers) {
    FeatureSet set =
        CustomerFeatures.of(
            new Catalogue(
                List.of(new Channel("store"), new Channel("web")),
                new Horizon(90, 0),
                Catalogue.WINDOWS,
                List.of("Books", "Music", "Shoes"),
                Catalogue.Inputs.LEAN));
    Column[] columns =
        Stream.concat(
                Stream.of(
                    col("id").cast("string").as(PredictionRows.CUSTOMER),
                    lit(AS_OF.day()).as(PredictionRows.AS_OF)),
                IntStream.range(0, set.names().size())
                    .mapToObj(i -> values(i).as(set.names().get(i))))
            .toArray(Column[]::new);
    Dataset<Row> rows = lake.spark().range(0, customers, 1, 2).select(columns);
    TableVersion table =
        lake.overwrite(new TableName("features/tpcds/customer_features"), rows, Map.of());
    return new FeatureTable(
        table,
        table,
        set.fingerprint(),
        set.inputs(),
        set.horizon(),
        List.of(AS_OF),
        customers,
        set.columns());
  }

  /** Amounts as they are: some zero, some unknown, few large. */
  private static Column values(int seed) {
    Column draw = rand(seed);
    return when(draw.lt(0.05), lit(null))
        .when(draw.lt(0.3), lit(0.0))
        .otherwise(lit(30.0).divide(draw.multiply(-1).plus(1.02)));
  }

  private void run(int rounds) throws IOException, XGBoostError {
    Scorer scorer = new SparkScorer(lake, new TableName("predictions/tpcds/_scored"));
    Map<String, ScoringRequest> requests = new LinkedHashMap<>();
    for (Map.Entry<String, ForecastModel> model : models().entrySet()) {
      requests.put(model.getKey(), request(model.getKey(), model.getValue()));
    }
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, ScoringRequest> one : requests.entrySet()) {
        double plain = processorSeconds(() -> scorer.score(one.getValue()));
        double explained = processorSeconds(() -> scorer.score(asked(one.getValue())));
        System.out.printf(
            Locale.ROOT,
            "| %s | %s | %.2f | %.2f | %.2f |%n",
            one.getKey(),
            round + 1,
            plain,
            explained,
            explained / plain);
      }
    }
  }

  private static double processorSeconds(Runnable work) {
    OperatingSystemMXBean process =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long before = process.getProcessCpuTime();
    work.run();
    return (process.getProcessCpuTime() - before) / 1e9;
  }

  private static ScoringRequest asked(ScoringRequest plain) {
    return new ScoringRequest(
        plain.model(),
        plain.features(),
        plain.asOf(),
        plain.run(),
        plain.scoredAt(),
        new Reasons(5));
  }

  private Map<String, ForecastModel> models() throws XGBoostError {
    Map<String, ForecastModel> models = new LinkedHashMap<>();
    models.put("line", line(Link.IDENTITY, new Scale.AsIs(), 0.01));
    ForecastModel tweedie = line(Link.LOG, new LogRange(0, 1_500), 0.05);
    models.put(
        "average",
        new AverageModel(
            List.of(
                new AverageModel.Member(0.5, tweedie),
                new AverageModel.Member(
                    0.5,
                    new LinearModel(
                        0, List.of(new Term(0, 1, 0, new Scale.AsIs())), Link.IDENTITY)))));
    models.put("xgboost, depth 4", trees(4));
    models.put("xgboost, depth 6", trees(6));
    return models;
  }

  private ForecastModel line(Link link, Scale scale, double coefficient) {
    return new LinearModel(
        1,
        IntStream.range(0, features.inputs().size())
            .mapToObj(input -> new Term(input, coefficient, 30, scale))
            .toList(),
        link);
  }

  private ForecastModel trees(int depth) throws XGBoostError {
    int width = features.inputs().size();
    Random random = new Random(depth);
    float[] values = new float[TRAINED_ON * width];
    float[] labels = new float[TRAINED_ON];
    for (int i = 0; i < values.length; i++) {
      double draw = random.nextDouble();
      values[i] = draw < 0.05 ? Float.NaN : draw < 0.3 ? 0 : (float) (30 / (1.02 - draw));
    }
    for (int row = 0; row < TRAINED_ON; row++) {
      for (int input = 0; input < width; input++) {
        float value = values[row * width + input];
        labels[row] += Float.isNaN(value) ? 0 : (float) Math.log1p(value) * (input % 5 + 1);
      }
      labels[row] *= 0.5f + random.nextFloat();
    }
    DMatrix matrix = new DMatrix(values, TRAINED_ON, width, Float.NaN);
    matrix.setLabel(labels);
    Map<String, Object> settings =
        Map.of(
            "objective",
            "reg:squarederror",
            "max_depth",
            depth,
            "eta",
            0.1,
            "subsample",
            0.8,
            "nthread",
            2);
    return BoosterReader.find(XGBoost.train(matrix, settings, 100, Map.of(), null, null))
        .orElseThrow();
  }

  private ScoringRequest request(String name, ForecastModel model) throws IOException {
    Fingerprint fingerprint = features.of(features.inputs());
    Path files = Files.createDirectories(directory.resolve(name.replaceAll("\\W+", "-")));
    Files.writeString(
        files.resolve(ForecastFile.NAME),
        ForecastFile.write(new PortableModel(features.inputs(), fingerprint, model)));
    ModelArtifact artifact =
        new ModelArtifact(
            files.toUri(), ModelFormat.XGBOOST_BOOSTER, features.inputs(), fingerprint);
    return new ScoringRequest(
        new ModelVersion(
            new ModelName("benchmark"),
            1,
            Stage.PRODUCTION,
            "run",
            artifact,
            Map.of(),
            Instant.EPOCH),
        features,
        AS_OF,
        new RunId("benchmark"),
        Instant.EPOCH);
  }
}

package io.spendcast.bootstrap.serve;

import io.spendcast.application.online.ContextFile;
import io.spendcast.application.online.ForecastContext;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.evaluation.panel.PredictionIntervals;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.store.PopulationPast;
import io.spendcast.domain.forecast.LinearModel;
import io.spendcast.domain.forecast.Link;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.forecast.Scale;
import io.spendcast.domain.forecast.Term;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.SpendTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A shop whose customers spend half of the last thirty days' spend, and 10 for each 100 days. */
final class SmallContext {
  static final List<String> INPUTS =
      List.of("rolling_30d_spend", "days_since_last_purchase_within_365d");

  private SmallContext() {}

  static ForecastContext version(int version) {
    Catalogue catalogue =
        new Catalogue(
            List.of(new Channel("store"), new Channel("web")),
            new Horizon(90, 0),
            Catalogue.WINDOWS,
            List.of("Shoes"),
            Catalogue.Inputs.ALL,
            SpendTarget.NET);
    FeatureSet features = CustomerFeatures.of(catalogue);
    LinearModel model =
        new LinearModel(
            -1,
            List.of(
                new Term(0, 0.5, 20, new Scale.AsIs()), new Term(1, 0.1, 100, new Scale.AsIs())),
            Link.IDENTITY);
    return new ForecastContext(
        new ModelName("shop_customer_spend_model"),
        version,
        new PortableModel(INPUTS, FeatureTable.of(features.columns(), INPUTS), model),
        catalogue,
        AsOfDate.parse("2003-01-01"),
        new PopulationPast(LocalDate.parse("2000-01-01"), Optional.empty()),
        Optional.of(new PredictionIntervals(0.8, List.of(new PredictionIntervals.Band(0, 0.5, 2)))),
        Optional.empty(),
        Optional.of(Verdict.SKILL),
        Optional.of("EUR"));
  }

  /** As `context --out` does: a reader finds the one before or this one, whole. */
  static Path write(Path file, ForecastContext context) throws IOException {
    Path scratch = file.resolveSibling("new");
    Files.writeString(scratch, ContextFile.write(context));
    return Files.move(scratch, file, StandardCopyOption.REPLACE_EXISTING);
  }
}

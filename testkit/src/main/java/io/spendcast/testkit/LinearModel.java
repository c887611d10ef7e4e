package io.spendcast.testkit;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.forecast.Explanation;
import io.spendcast.domain.forecast.Link;
import io.spendcast.domain.forecast.PortableModel;
import io.spendcast.domain.forecast.Scale;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.ModelFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The one kind of model of the in-memory adapters, kept as a text file.
 *
 * @param intercept the prediction where every term is zero
 * @param terms what is added per input
 */
record LinearModel(double intercept, List<Term> terms) {
  /**
   * One input's part.
   *
   * @param input name of the feature
   * @param weight what a unit of it adds
   * @param fill stands for null
   */
  record Term(String input, double weight, double fill) {}

  double predict(Map<String, Double> values) {
    double sum = 0;
    for (Term term : terms) {
      double value = values.get(term.input());
      sum += term.weight() * (Double.isNaN(value) ? term.fill() : value);
    }
    return Math.max(0, sum + intercept);
  }

  Explanation explain(Map<String, Double> values) {
    List<Explanation.Share> shares =
        terms.stream()
            .map(
                term -> {
                  double value = values.get(term.input());
                  return new Explanation.Share(
                      term.input(),
                      value,
                      Double.isNaN(value) ? 0 : term.weight() * (value - term.fill()));
                })
            .toList();
    double spend = predict(values);
    double base = intercept + terms.stream().mapToDouble(term -> term.weight() * term.fill()).sum();
    double sum = base + shares.stream().mapToDouble(Explanation.Share::amount).sum();
    return new Explanation(spend, base, shares, spend - sum);
  }

  PortableModel portable(ModelArtifact artifact) {
    return new PortableModel(
        artifact.inputs(),
        artifact.features(),
        new io.spendcast.domain.forecast.LinearModel(
            intercept,
            terms.stream()
                .map(
                    term ->
                        new io.spendcast.domain.forecast.Term(
                            artifact.inputs().indexOf(term.input()),
                            term.weight(),
                            term.fill(),
                            new Scale.AsIs()))
                .toList(),
            Link.IDENTITY));
  }

  void save(Path directory, ModelFormat format) {
    String text =
        terms.stream()
            .map(term -> term.input() + " " + term.weight() + " " + term.fill())
            .collect(Collectors.joining("\n", intercept + "\n", "\n"));
    ModelFiles.write(directory.resolve(file(format)), text);
  }

  static LinearModel load(ModelArtifact artifact) {
    try {
      Path file = Path.of(artifact.location()).resolve(file(artifact.format()));
      List<String> lines = Files.readAllLines(file);
      return new LinearModel(
          Double.parseDouble(lines.get(0)),
          lines.stream().skip(1).filter(line -> !line.isBlank()).map(LinearModel::term).toList());
    } catch (IOException e) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot read the model at " + artifact.location() + ": its files are gone.",
          "Train and register it again.",
          e);
    }
  }

  private static String file(ModelFormat format) {
    return switch (format) {
      case SPARK_PIPELINE -> "sparkml/model.txt";
      case XGBOOST_BOOSTER -> "model.ubj";
    };
  }

  private static Term term(String line) {
    String[] parts = line.split(" ", -1);
    return new Term(parts[0], Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
  }
}

package io.spendcast.adapters.spark.scoring;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.RegressionModel;

/** One step of a model for one row: it reads places of the row and writes others. */
@FunctionalInterface
interface RawStage extends Serializable {
  /**
   * Takes the step.
   *
   * @param places a number, or the numbers of a vector, in each
   */
  void apply(double[][] places);

  /** Puts the substitutes where a value is unknown. */
  static RawStage fill(int[] from, int[] to, double[] substitutes) {
    return places -> {
      for (int i = 0; i < from.length; i++) {
        double value = places[from[i]][0];
        places[to[i]] = new double[] {Double.isNaN(value) ? substitutes[i] : value};
      }
    };
  }

  /** Puts the inputs on their logarithmic scale. */
  static RawStage log(int[] from, int[] to, List<LogInputs.Input> inputs) {
    return places -> {
      for (int i = 0; i < from.length; i++) {
        places[to[i]] = new double[] {inputs.get(i).of(places[from[i]][0])};
      }
    };
  }

  /** Makes a vector of numbers. */
  static RawStage assemble(int[] from, int to) {
    return places ->
        places[to] = IntStream.of(from).mapToDouble(place -> places[place][0]).toArray();
  }

  /** Predicts from a vector. */
  static RawStage predict(RegressionModel<Vector, ?> model, int from, int to) {
    return places -> places[to] = new double[] {model.predict(Vectors.dense(places[from]))};
  }
}

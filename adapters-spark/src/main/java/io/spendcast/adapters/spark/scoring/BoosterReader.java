package io.spendcast.adapters.spark.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.domain.forecast.Arithmetic;
import io.spendcast.domain.forecast.Link;
import io.spendcast.domain.forecast.Tree;
import io.spendcast.domain.forecast.TreeModel;
import io.spendcast.domain.forecast.TreeNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Turns a model of XGBoost into a portable one, by way of the library's own JSON. */
public final class BoosterReader {
  private static final Map<String, Link> LINKS =
      Map.of(
          "reg:squarederror", Link.IDENTITY,
          "reg:tweedie", Link.LOG,
          "reg:gamma", Link.LOG,
          "count:poisson", Link.LOG);

  private BoosterReader() {}

  /** Empty if the model is of a kind that only XGBoost itself evaluates. */
  public static Optional<TreeModel> find(Booster booster) {
    try {
      return find(new JsonMapper().readTree(booster.toByteArray("json")).path("learner"));
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost does not give its model", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<TreeModel> find(JsonNode learner) {
    Optional<Link> link = Optional.ofNullable(LINKS.get(learner.at("/objective/name").asText()));
    JsonNode trees = learner.at("/gradient_booster/model/trees");
    boolean isPlain =
        learner.at("/gradient_booster/name").asText().equals("gbtree")
            && learner.at("/learner_model_param/num_target").asInt(1) <= 1
            && StreamSupport.stream(trees.spliterator(), false).allMatch(BoosterReader::isPlain);
    return link.filter(known -> isPlain)
        .map(known -> new TreeModel(Arithmetic.SINGLE, base(learner, known), of(trees), known));
  }

  private static boolean isPlain(JsonNode tree) {
    return tree.path("categories").isEmpty()
        && tree.at("/tree_param/size_leaf_vector").asInt(0) <= 1;
  }

  /** In money in the file, and as the sum has it here. */
  private static float base(JsonNode learner, Link link) {
    String text = learner.at("/learner_model_param/base_score").asText();
    float money = Float.parseFloat(text.replaceAll("[\\[\\]]", ""));
    return link == Link.LOG ? (float) Math.log(money) : money;
  }

  private static List<Tree> of(JsonNode trees) {
    return StreamSupport.stream(trees.spliterator(), false).map(BoosterReader::tree).toList();
  }

  private static Tree tree(JsonNode tree) {
    List<TreeNode> nodes = new ArrayList<>();
    add(nodes, tree, 0);
    return new Tree(nodes);
  }

  /** XGBoost's numbers may have gaps and go back, so they are given anew: parents first. */
  private static int add(List<TreeNode> nodes, JsonNode tree, int number) {
    int place = nodes.size();
    double condition = tree.path("split_conditions").path(number).floatValue();
    double cover = tree.path("sum_hessian").path(number).floatValue();
    int left = tree.path("left_children").path(number).intValue();
    nodes.add(TreeNode.leaf(condition, cover));
    if (left >= 0) {
      nodes.set(
          place,
          new TreeNode(
              tree.path("split_indices").path(number).intValue(),
              condition,
              tree.path("default_left").path(number).asInt() == 1,
              add(nodes, tree, left),
              add(nodes, tree, tree.path("right_children").path(number).intValue()),
              0,
              cover));
    }
    return place;
  }
}

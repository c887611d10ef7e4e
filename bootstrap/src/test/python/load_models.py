"""Loads registered models as any Python user would and compares their predictions with the JVM's.

Reads a description of the cases from standard input, writes what it found as JSON to the file that is named.
"""
import json
import os
import sys

import mlflow
import mlflow.pyfunc
import mlflow.spark
import mlflow.xgboost
import pandas as pd
import xgboost
from mlflow.models import infer_signature
from pyspark.sql import SparkSession

KEY = "customer_id"


def files(table, version):
    """The data files of a version of a Delta table, by its log of JSON."""
    live = set()
    for number in range(version + 1):
        with open(os.path.join(table, "_delta_log", f"{number:020d}.json")) as log:
            for action in map(json.loads, log):
                if "add" in action:
                    live.add(action["add"]["path"])
                if "remove" in action:
                    live.discard(action["remove"]["path"])
    return [os.path.join(table, file) for file in live]


def rows(spark, table):
    read = spark.read.option("basePath", table["path"])
    return read.parquet(*files(table["path"], table["version"]))


def differences(case, spark, customers, expected):
    """The largest relative difference by each way to load the model."""
    model = mlflow.pyfunc.load_model(case["version"])
    inputs = customers[model.metadata.get_input_schema().input_names()]
    found = {"pyfunc by version": difference(model.predict(inputs), expected)}
    if case["every_way"]:
        by_alias = mlflow.pyfunc.load_model(case["alias"])
        found["pyfunc by alias"] = difference(by_alias.predict(inputs), expected)
        flavor = "xgboost" if "xgboost" in model.metadata.flavors else "spark"
        predicted = globals()[flavor + "_predictions"](case["alias"], inputs, spark)
        found[flavor + " by alias"] = difference(predicted, expected)
    else:
        named = mlflow.models.get_model_info(case["alias"])
        assert named.model_uuid == model.metadata.model_uuid
    return found


def xgboost_predictions(uri, inputs, _):
    return mlflow.xgboost.load_model(uri).predict(xgboost.DMatrix(inputs))


def spark_predictions(uri, inputs, spark):
    transformed = mlflow.spark.load_model(uri).transform(spark.createDataFrame(inputs).coalesce(1))
    return transformed.select("prediction").toPandas()["prediction"]


def difference(predictions, expected):
    predicted = pd.Series(list(predictions), dtype="float64")
    # Spend is never negative: Spendcast cuts predictions off, for every model in the same place.
    predicted = predicted.clip(lower=0)
    return float(((predicted - expected).abs() / expected.abs().clip(lower=1)).max())


def main():
    cases = json.load(sys.stdin)
    mlflow.set_tracking_uri(cases["server"])
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    features = rows(spark, cases["features"]).where(f"as_of_date = DATE '{cases['as_of']}'")
    customers = features.orderBy(KEY).toPandas()
    found = []
    for case in cases["models"]:
        scored = rows(spark, case["scored"]).select(KEY, "predicted_spend").toPandas()
        expected = customers[[KEY]].merge(scored, on=KEY)["predicted_spend"]
        assert len(expected) == len(customers) > 0
        found.append({
            "kind": case["kind"],
            "differences": differences(case, spark, customers, expected),
        })
    spends = train(cases, customers)
    # Standard output is MLflow's own.
    with open(sys.argv[1], "w") as answer:
        json.dump({"customers": len(customers), "models": found, "trained": spends}, answer)


def train(cases, customers):
    """Trains a booster of Python's own, registers it, and tells what it predicts in all."""
    inputs = customers[cases["inputs"]]
    matrix = xgboost.DMatrix(inputs, customers["spend_last_horizon"] + customers["tenure_days"])
    booster = xgboost.train({"max_depth": 3, "nthread": 2}, matrix, num_boost_round=5)
    predicted = booster.predict(matrix)
    mlflow.set_experiment("trained in Python")
    with mlflow.start_run():
        mlflow.xgboost.log_model(
            booster,
            name="model",
            registered_model_name=cases["trained"],
            signature=infer_signature(inputs, predicted),
            metadata={"feature_fingerprint": cases["fingerprint"]},
            pip_requirements=["xgboost"],
        )
    spends = zip(customers[KEY], predicted.clip(min=0))
    return {str(customer): float(spend) for customer, spend in spends}


if __name__ == "__main__":
    main()

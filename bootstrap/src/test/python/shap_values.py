"""Trains two boosters, and writes beside each what shap says of its predictions.

shap_values.py DIRECTORY: DIRECTORY/identity and DIRECTORY/log get model.ubj and shap.json.
"""

import json
import pathlib
import sys

import numpy
import shap
import xgboost

ROWS, INPUTS = 400, 8
directory = pathlib.Path(sys.argv[1])
random = numpy.random.default_rng(5)
rows = (random.normal(size=(ROWS, INPUTS)) * 40).astype(numpy.float32)
rows[random.random(rows.shape) < 0.15] = numpy.nan
spend = numpy.where(random.random(ROWS) < 0.4, 0, numpy.abs(numpy.nan_to_num(rows[:, 0], nan=3)) * random.random(ROWS))

for name, objective in (("identity", "reg:squarederror"), ("log", "reg:tweedie")):
    place = directory / name
    place.mkdir()
    booster = xgboost.train(
        {"objective": objective, "max_depth": 4, "eta": 0.2, "nthread": 1, "base_score": 7.3},
        xgboost.DMatrix(rows, label=spend),
        num_boost_round=100,
    )
    booster.save_model(place / "model.ubj")
    explainer = shap.TreeExplainer(booster)
    values = explainer.shap_values(rows)
    (place / "shap.json").write_text(
        json.dumps(
            {
                "shap": shap.__version__,
                "rows": [[None if numpy.isnan(value) else float(value) for value in row] for row in rows],
                "values": values.tolist(),
                "base": float(numpy.ravel(explainer.expected_value)[0]),
            }
        )
    )

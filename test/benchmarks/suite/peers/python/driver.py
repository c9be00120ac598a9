"""Runs kernels for the benchmark: one request per line of JSON on stdin, one answer per line on stdout."""

import json
import sys
import time

import clusters
import fractals
import hashes
import images
import linear_algebra
import numpy as np
import physics
import signals
import sorting

FAMILIES = (clusters, fractals, hashes, images, linear_algebra, physics, signals, sorting)


class Case:
    """A kernel with its arguments; those that a request calls inputs are put back before each call."""

    def __init__(self, kernel, args):
        self.function = next(getattr(family, kernel) for family in FAMILIES if hasattr(family, kernel))
        self.args = []
        self.arrays = []
        self.inputs = []
        for arg in args:
            if "file" not in arg:
                self.args.append(int(arg["value"]) if arg["type"] == "i32" else float(arg["value"]))
                continue
            fresh = np.fromfile(arg["file"], arg["kind"])
            array = fresh.copy()
            self.args.append(array)
            self.arrays.append((arg["file"], array))
            if arg["input"]:
                self.inputs.append((array, fresh))

    def reset(self):
        for array, fresh in self.inputs:
            array[:] = fresh

    def outcome(self):
        """Leaves every array in its file."""
        self.reset()
        returned = self.function(*self.args)
        for file, array in self.arrays:
            array.tofile(file)
        return {"returned": None if returned is None else str(returned)}

    def sample(self, milliseconds, at_least):
        calls = 0
        took = 0
        while took < milliseconds * 1e6 or calls < at_least:
            self.reset()
            start = time.process_time_ns()
            self.function(*self.args)
            took += time.process_time_ns() - start
            calls += 1
        return {"time": took / calls}


def main():
    case = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["do"] == "enter":
                case = Case(request["kernel"], request["args"])
                answer = {}
            elif request["do"] == "outcome":
                answer = case.outcome()
            else:
                answer = case.sample(request["milliseconds"], request["atLeast"])
        except Exception as error:
            lines = str(error).splitlines()
            answer = {"error": f"{type(error).__name__}: {lines[0] if lines else ''}"}
        print(json.dumps(answer), flush=True)


main()

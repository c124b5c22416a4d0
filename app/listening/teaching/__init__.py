"""Let curators' decisions order the queue: keep verdicts, learn from them at night, put open posts in order, draw some.

`learning` does the sums; here they meet the rows. A verdict lives as long as its post does.
"""

"""What curators see of the queue and how they find their way in it: filters, words to search by, times to come back.

Plain rules without rows; what changes rows is in `service`, what reads them in `queries`.
"""
